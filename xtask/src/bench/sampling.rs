//! Many runs of several programs in turns, and the medians.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use crate::os::{Cost, Launch};

/// What the runs of one program came to.
pub(super) struct Sample {
    pub(super) median: Duration,
    pub(super) fastest: Duration,
    pub(super) minor_faults: Option<u64>,
}

impl Sample {
    fn of(mut costs: Vec<Cost>) -> Self {
        costs.sort_by_key(|cost| cost.time);
        let mut faults: Vec<u64> = costs.iter().filter_map(|cost| cost.minor_faults).collect();
        faults.sort_unstable();
        let minor_faults = faults.get(faults.len() / 2).copied();
        Self { median: costs[costs.len() / 2].time, fastest: costs[0].time, minor_faults }
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "median_us": micros(self.median),
            "fastest_us": micros(self.fastest),
            "minor_faults": self.minor_faults,
        })
    }
}

/// Runs each program `rounds` times, all programs in every round.
pub(super) fn take_turns(launches: &[Launch], rounds: usize) -> Result<Vec<Sample>> {
    let mut costs: Vec<Vec<Cost>> = launches.iter().map(|_| Vec::with_capacity(rounds)).collect();
    // One run each beforehand brings the files into memory.
    for launch in launches {
        launch.run()?;
    }
    for _ in 0..rounds.max(1) {
        for (launch, costs) in launches.iter().zip(&mut costs) {
            costs.push(launch.run()?);
        }
    }
    Ok(costs.into_iter().map(Sample::of).collect())
}

pub(super) fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

pub(super) fn ratio(time: Duration, other: Duration) -> f64 {
    time.as_secs_f64() / other.as_secs_f64()
}
