//! The part of a `weights.rs` that is generated: both implementations of the trait.

use super::fit::{Fit, Line};
use std::fmt::Write as _;

/// The implementations for a runtime and for `()`, and where their numbers are from.
pub fn implementations(fits: &[Fit], provenance: &[String]) -> String {
	let mut text = String::from("\n// Generated from here on.\n");
	for line in provenance {
		let _ = writeln!(text, "// {line}");
	}
	text.push_str("\n/// Weights with the runtime's own cost of storage.\n");
	text.push_str("pub struct SubstrateWeight<T>(PhantomData<T>);\n\n");
	text.push_str("impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {\n");
	text.push_str(&functions(fits, "T::DbWeight::get()"));
	text.push_str("}\n\nimpl WeightInfo for () {\n");
	text.push_str(&functions(fits, "RocksDbWeight::get()"));
	text.push_str("}\n");
	text
}

fn functions(fits: &[Fit], database: &str) -> String {
	let functions: Vec<String> = fits.iter().map(|fit| function(fit, database)).collect();
	functions.join("\n")
}

fn function(fit: &Fit, database: &str) -> String {
	let mut terms = vec![format!("Weight::from_parts({}, 0)", grouped(fit.time.base))];
	terms.extend(accesses(database, fit.reads.base, fit.writes.base));
	let mut arguments = Vec::new();
	for (index, (component, _, _)) in fit.components.iter().enumerate() {
		let slope = |line: &Line| line.slopes.get(index).copied().unwrap_or(0);
		let mut more = Vec::new();
		if slope(&fit.time) > 0 {
			more.push(format!(
				"Weight::from_parts({}, 0)",
				grouped(slope(&fit.time))
			));
		}
		more.extend(accesses(database, slope(&fit.reads), slope(&fit.writes)));
		let unused = if more.is_empty() { "_" } else { "" };
		arguments.push(format!("{unused}{component}: u32"));
		terms.extend(
			more.into_iter()
				.map(|term| format!("{term}.saturating_mul({component}.into())")),
		);
	}
	let mut text = format!("\tfn {}({}) -> Weight {{\n", fit.name, arguments.join(", "));
	let _ = writeln!(text, "\t\t// Measured: {}.", range(fit));
	let (first, others) = terms.split_at(1);
	text.push_str("\t\t");
	text.push_str(&first.concat());
	for term in others {
		let _ = write!(text, "\n\t\t\t.saturating_add({term})");
	}
	text.push_str("\n\t}\n");
	text
}

/// What the database costs, if anything.
fn accesses(database: &str, reads: u128, writes: u128) -> Option<String> {
	match (reads, writes) {
		(0, 0) => None,
		(reads, 0) => Some(format!("{database}.reads({reads})")),
		(0, writes) => Some(format!("{database}.writes({writes})")),
		(reads, writes) => Some(format!("{database}.reads_writes({reads}, {writes})")),
	}
}

/// What was seen, for people: `1.2 ms to 3.4 ms, 3 + n reads, 2 writes, n from 1 to 64`.
pub fn range(fit: &Fit) -> String {
	let (fastest, slowest) = fit.seen;
	let mut parts = vec![
		format!("{} to {}", spoken(fastest), spoken(slowest)),
		format!("{} reads", counted(fit, &fit.reads)),
		format!("{} writes", counted(fit, &fit.writes)),
	];
	let ranges = fit.components.iter();
	parts.extend(ranges.map(|(name, low, high)| format!("{name} from {low} to {high}")));
	parts.join(", ")
}

/// A line as a sum: `3 + 2n`.
fn counted(fit: &Fit, line: &Line) -> String {
	let mut sum = line.base.to_string();
	for ((name, _, _), slope) in fit.components.iter().zip(&line.slopes) {
		match slope {
			0 => (),
			1 => sum.push_str(&format!(" + {name}")),
			slope => sum.push_str(&format!(" + {slope}{name}")),
		}
	}
	sum
}

/// A time for people.
fn spoken(nanoseconds: u128) -> String {
	let value = nanoseconds as f64;
	if value < 1e6 {
		format!("{:.1} us", value / 1e3)
	} else {
		format!("{:.2} ms", value / 1e6)
	}
}

/// A number with its thousands apart: `12_345`.
fn grouped(number: u128) -> String {
	let digits = number.to_string();
	let mut text = String::new();
	for (index, digit) in digits.chars().enumerate() {
		if index > 0 && (digits.len() - index).is_multiple_of(3) {
			text.push('_');
		}
		text.push(digit);
	}
	text
}

#[cfg(test)]
mod tests {
	use super::*;

	fn line(base: u128, slopes: &[u128]) -> Line {
		Line {
			base,
			slopes: slopes.to_vec(),
		}
	}

	fn plain() -> Fit {
		Fit {
			name: "plain".into(),
			components: Vec::new(),
			time: line(12_345_000, &[]),
			reads: line(3, &[]),
			writes: line(0, &[]),
			seen: (12_000, 2_345_678),
		}
	}

	fn growing() -> Fit {
		Fit {
			name: "growing".into(),
			components: vec![("n".into(), 1, 64), ("r".into(), 0, 9)],
			time: line(1_000, &[20, 0]),
			reads: line(0, &[1, 0]),
			writes: line(2, &[3, 0]),
			seen: (500, 999),
		}
	}

	#[test]
	fn thousands_are_apart() {
		let found = [0, 12, 123, 1_234, 12_345_678].map(grouped);
		assert_eq!(found, ["0", "12", "123", "1_234", "12_345_678"]);
	}

	#[test]
	fn a_plain_weight_is_time_and_accesses() {
		let expected = "\tfn plain() -> Weight {\n\
			\t\t// Measured: 12.0 us to 2.35 ms, 3 reads, 0 writes.\n\
			\t\tWeight::from_parts(12_345_000, 0)\n\
			\t\t\t.saturating_add(Db.reads(3))\n\
			\t}\n";
		assert_eq!(function(&plain(), "Db"), expected);
	}

	#[test]
	fn a_growing_weight_multiplies_and_marks_what_does_not_matter() {
		let expected = "\tfn growing(n: u32, _r: u32) -> Weight {\n\
			\t\t// Measured: 0.5 us to 1.0 us, 0 + n reads, 2 + 3n writes, n from 1 to 64, \
			r from 0 to 9.\n\
			\t\tWeight::from_parts(1_000, 0)\n\
			\t\t\t.saturating_add(Db.writes(2))\n\
			\t\t\t.saturating_add(Weight::from_parts(20, 0).saturating_mul(n.into()))\n\
			\t\t\t.saturating_add(Db.reads_writes(1, 3).saturating_mul(n.into()))\n\
			\t}\n";
		assert_eq!(function(&growing(), "Db"), expected);
	}

	#[test]
	fn both_implementations_are_written_with_their_source() {
		let text = implementations(&[plain(), growing()], &["Measured today.".into()]);
		assert!(text.starts_with("\n// Generated from here on.\n// Measured today.\n\n///"));
		assert_eq!(text.matches("fn plain() -> Weight {").count(), 2);
		assert_eq!(text.matches("T::DbWeight::get()").count(), 3);
		assert_eq!(text.matches("RocksDbWeight::get()").count(), 3);
		assert_eq!(text.matches('{').count(), text.matches('}').count());
		assert!(text.ends_with("\t}\n}\n"));
	}
}
