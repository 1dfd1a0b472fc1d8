//! The bars: what a figure must reach, what it aims at, and whether it does.

use serde_json::{Value, json};

/// Whether a figure should be small or large.
#[derive(Clone, Copy)]
enum Better {
    Less,
    More,
}

struct Bar {
    figure: &'static str,
    says: &'static str,
    better: Better,
    must: f64,
    goal: f64,
}

use Better::{Less, More};

const BARS: &[Bar] = &[
    Bar {
        figure: "start/rust",
        says: "start of hello against static Rust",
        better: Less,
        must: 3.0,
        goal: 1.5,
    },
    Bar {
        figure: "clisp/start",
        says: "start of hello: times faster than CLISP's",
        better: More,
        must: 10.0,
        goal: 20.0,
    },
    Bar {
        figure: "sbcl/start",
        says: "start of hello: times faster than SBCL's",
        better: More,
        must: 5.0,
        goal: 10.0,
    },
    Bar {
        figure: "gigabyte/start",
        says: "start with 1 GB against hello",
        better: Less,
        must: 1.5,
        goal: 1.1,
    },
    Bar { figure: "size", says: "hello, raw, MB", better: Less, must: 9.0, goal: 6.0 },
    Bar { figure: "save", says: "save of a 10 MB heap, raw, ms", better: Less, must: 150.0, goal: 80.0 },
    Bar { figure: "fib", says: "fib: times faster than CLISP", better: More, must: 4.0, goal: 5.0 },
    Bar { figure: "tak", says: "tak: times faster than CLISP", better: More, must: 4.0, goal: 5.0 },
    Bar { figure: "loop", says: "loop: times faster than CLISP", better: More, must: 4.0, goal: 5.0 },
    Bar {
        figure: "code/mean",
        says: "kernels of code, geometric mean: times faster than CLISP",
        better: More,
        must: 3.0,
        goal: 5.0,
    },
    Bar {
        figure: "data/mean",
        says: "kernels of data, geometric mean: times faster than CLISP",
        better: More,
        must: 4.0,
        goal: 5.0,
    },
    Bar {
        figure: "data/least",
        says: "slowest kernel of data: times faster than CLISP",
        better: More,
        must: 1.0,
        goal: 2.0,
    },
    Bar {
        figure: "product/ecl",
        says: "product of 100,000 digits against GMP-backed ECL",
        better: Less,
        must: 3.0,
        goal: 1.0,
    },
    Bar {
        figure: "digits/ecl",
        says: "printing of 100,000 digits against GMP-backed ECL",
        better: Less,
        must: 3.0,
        goal: 1.0,
    },
    Bar {
        figure: "load/source",
        says: "loading of definitions: compiled, times faster than source",
        better: More,
        must: 5.0,
        goal: 10.0,
    },
    Bar {
        figure: "load/clisp",
        says: "loading of compiled definitions: times faster than CLISP",
        better: More,
        must: 4.0,
        goal: 10.0,
    },
    Bar {
        figure: "operators/slower",
        says: "operators that take 1.5 times as long as CLISP's, of all",
        better: Less,
        must: 0.1,
        goal: 0.0,
    },
    Bar {
        figure: "conses/clisp",
        says: "1 GiB of conses, 100 MB live, against CLISP",
        better: Less,
        must: 0.4,
        goal: 0.08,
    },
    Bar { figure: "pause", says: "worst pause of it, ms", better: Less, must: 70.0, goal: 5.0 },
    Bar { figure: "faults", says: "minor faults of hello", better: Less, must: 150.0, goal: 90.0 },
    Bar { figure: "resident", says: "peak resident size of hello, MB", better: Less, must: 6.0, goal: 3.0 },
];

/// What was measured, by the names that the bars use.
#[derive(Default)]
pub(super) struct Figures(Vec<(String, f64)>);

impl Figures {
    pub(super) fn set(&mut self, figure: &str, value: Option<f64>) {
        self.0.extend(value.map(|value| (figure.to_owned(), value)));
    }

    fn get(&self, figure: &str) -> Option<f64> {
        self.0.iter().find(|(name, _)| name == figure).map(|(_, value)| *value)
    }
}

/// Prints each bar with its figure and what is to be said of it.
pub(super) fn judge(figures: &Figures) -> Value {
    println!("{:<58} {:>10} {:>8} {:>8}", "bar", "measured", "must", "goal");
    let mut rows = Vec::new();
    for Bar { figure, says, better, must, goal } in BARS {
        let measured = figures.get(figure);
        let reaches = |limit: f64| {
            measured.map(|value| match better {
                Less => value <= limit,
                More => value >= limit,
            })
        };
        let verdict = match (reaches(*must), reaches(*goal)) {
            (None, _) => "not measured",
            (_, Some(true)) => "goal",
            (Some(true), _) => "ok",
            (Some(false), _) => "MISSED",
        };
        let shown = measured.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
        println!("{says:<58} {shown:>10} {must:>8} {goal:>8}  {verdict}");
        rows.push(
            json!({ "bar": says, "measured": measured, "must": must, "goal": goal, "verdict": verdict }),
        );
    }
    Value::Array(rows)
}
