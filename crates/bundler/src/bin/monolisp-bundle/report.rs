//! What the command prints, for people and as JSON.

use std::fmt::Write;
use std::path::Path;

use bundler::{Content, Error, Info, Plan, Verdict};
use serde_json::{Value, json};

pub(crate) fn info_text(file: &Path, info: &Info) -> String {
    let mut text = format!("{}: {} executable for {}\n", file.display(), info.format, info.target);
    let mut line = |name: &str, value: String| {
        writeln!(text, "  {name:<16}{value}").expect("a string takes any text");
    };
    line("length", format!("{} bytes", info.file_len));
    line("build id", hex(&info.build_id));
    line("slot", format!("at address {:#x}, file offset {:#x}", info.slot_address, info.slot_offset));
    match &info.payload {
        None => line("payload", "none: this is a template".to_owned()),
        Some(payload) => {
            line(
                "payload",
                format!(
                    "{} bytes at address {:#x}, file offset {:#x}",
                    payload.len, payload.address, payload.offset
                ),
            );
            line("payload sha256", hex(&payload.digest));
            line("template", format!("{} bytes", payload.template_len));
            line("template sha256", hex(&payload.template_digest));
        }
    }
    text
}

pub(crate) fn info_json(info: &Info) -> String {
    let payload = info.payload.as_ref().map(|payload| {
        json!({
            "address": payload.address,
            "offset": payload.offset,
            "length": payload.len,
            "sha256": hex(&payload.digest),
        })
    });
    let template = info
        .payload
        .as_ref()
        .map(|payload| json!({ "length": payload.template_len, "sha256": hex(&payload.template_digest) }));
    lines(&json!({
        "format": info.format.to_string(),
        "target": info.target.name(),
        "length": info.file_len,
        "build_id": hex(&info.build_id),
        "slot": { "address": info.slot_address, "offset": info.slot_offset },
        "payload": payload,
        "template": template,
    }))
}

pub(crate) fn plan_text(plan: &Plan) -> String {
    let mut text = String::new();
    let mut line = |line: String| writeln!(text, "{line}").expect("a string takes any text");
    for piece in &plan.pieces {
        let place = format!("{:#12x} {:>12}", piece.at, piece.len);
        match &piece.content {
            Content::Template { from } if *from == piece.at => {
                line(format!("keep   {place}  {}", piece.what))
            }
            Content::Template { from } => line(format!("move   {place}  {}, from {from:#x}", piece.what)),
            Content::Zeros | Content::Bytes(_) | Content::Payload | Content::Record => {
                line(format!("insert {place}  {}", piece.what));
            }
        }
    }
    for patch in &plan.patches {
        let place = format!("{:#12x} {:>12}", patch.at, patch.new.len());
        line(format!("patch  {place}  {}: {} -> {}", patch.what, hex(&patch.old), hex(&patch.new)));
    }
    text
}

pub(crate) fn plan_json(plan: &Plan) -> String {
    let pieces: Vec<Value> = plan
        .pieces
        .iter()
        .map(|piece| {
            let (source, from) = match &piece.content {
                Content::Template { from } => ("template", Some(*from)),
                Content::Zeros => ("zeros", None),
                Content::Bytes(_) => ("bytes", None),
                Content::Payload => ("payload", None),
                Content::Record => ("record", None),
            };
            json!({ "offset": piece.at, "length": piece.len, "what": piece.what, "source": source, "from": from })
        })
        .collect();
    let patches: Vec<Value> = plan
        .patches
        .iter()
        .map(|patch| {
            json!({ "offset": patch.at, "what": patch.what, "old": hex(&patch.old), "new": hex(&patch.new) })
        })
        .collect();
    lines(&json!({ "length": plan.result_len(), "pieces": pieces, "patches": patches }))
}

pub(crate) fn verdict_text(file: &Path, verdict: &Verdict) -> String {
    let file = file.display();
    match verdict {
        Verdict::Whole => format!("{file}: every byte is as written\n"),
        Verdict::OnlyLoaded { first_change } => {
            format!("{file}: what is loaded is as written; the rest was changed, first {first_change}\n")
        }
    }
}

pub(crate) fn verdict_json(result: &Result<Verdict, Error>) -> String {
    lines(&match result {
        Ok(Verdict::Whole) => json!({ "verdict": "whole" }),
        Ok(Verdict::OnlyLoaded { first_change }) => {
            json!({ "verdict": "only-loaded", "first_change": first_change })
        }
        Err(error) => json!({ "verdict": "damaged", "reason": error.to_string() }),
    })
}

fn lines(value: &Value) -> String {
    format!("{value:#}\n")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}
