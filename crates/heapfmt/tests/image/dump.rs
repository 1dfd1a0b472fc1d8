//! Listings of the sample image.

use crate::synthetic::{image_of, sample_heap, sample_image};
use heapfmt::Value;
use heapfmt::dump::{Detail, Summary, describe};
use heapfmt::reader::Container;
use heapfmt::statics::sym;

fn summary(image: &[u8], detail: Detail) -> Summary {
    Summary::of(&Container::open(image).expect("a whole container"), detail).expect("META and BTAB are good")
}

#[test]
fn a_listing_shows_the_application_and_the_code() {
    let text = summary(&sample_image(), Detail::Code).to_string();
    let expected = [
        "application\n  init-function: MAIN\n  executable: 0\n  quiet: true\n  locked-packages: EXT, CLOS\n",
        "    0  COMMON-LISP:CAR (list) version 1\n    1  EXT:EXIT (&optional code) version 1  (not referred to)\n",
        "Prototype                      1            80\n",
        " CDR\n     0  load-integer              r1, 10\n    L1: jump-if-less-integer      r1, 1, L8\n",
        "load-constant             r2, #0            ; \"a text\"\n",
        "call-builtin              r2, 1, #0         ; COMMON-LISP:CAR (list) version 1\n",
        "load-special              r3, #1            ; T\n",
    ];
    for part in expected {
        assert!(text.contains(part), "expected: {part}\n   found: {text}");
    }
    let short = summary(&sample_image(), Detail::Container).to_string();
    assert!(short.contains("HEAP.WARM") && !short.contains("Prototype"), "{short}");
}

#[test]
fn the_json_is_json() {
    let json = summary(&sample_image(), Detail::Code).to_json().to_string();
    let parsed: serde_json::Value = serde_json::from_str(&json).expect("valid JSON");
    assert_eq!(parsed["application"]["executable"], "0");
    assert_eq!(parsed["application"]["locked-packages"], serde_json::json!(["EXT", "CLOS"]));
    assert_eq!(parsed["sections"][2]["kind"], "STATIC");
    assert_eq!(parsed["functions"][0]["name"], "CDR");
    assert_eq!(parsed["builtins"][1]["referenced"], false);
}

#[test]
fn values_are_described_whatever_they_are() {
    let mut heap = sample_heap();
    heap.set(heap.list, 0, sym::QUOTE.bits());
    // A list that is its own tail.
    heap.set(heap.list, 1, heap.list.bits());
    let image = image_of(&heap);
    let container = Container::open(&image).expect("a whole container");
    let quotes = ["QUOTE"; 8].join(" ");
    let rows = [
        (Value::NIL, "NIL".to_owned()),
        (Value::fixnum(-7), "-7".to_owned()),
        (Value::character('"'), "#\\\\\"".to_owned()),
        (Value::single(0.5), "0.5f0".to_owned()),
        (heap.string, "\"a text\"".to_owned()),
        (heap.builtin, "#<Builtin CAR>".to_owned()),
        (heap.closure, "#<Closure #<Prototype CDR>>".to_owned()),
        (heap.list, format!("({quotes} ...)")),
        (Value::cons_at(1 << 50), "(...)".to_owned()),
        (Value::object_at(1 << 50), "object@0x4000000000000".to_owned()),
        (Value::object_at(0x18 & !15), "object@0x10".to_owned()),
    ];
    for (value, text) in rows {
        assert_eq!(describe(&container.heap(), value), text);
    }
}
