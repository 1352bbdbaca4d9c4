//! What people wrote in a `weights.rs`: everything up to the end of the trait.

use anyhow::{anyhow, bail, Result};

/// Where the trait begins.
const TRAIT: &str = "pub trait WeightInfo {";

/// A function of the trait.
#[derive(PartialEq, Eq, Debug)]
pub struct Declared {
	/// Its name, which is that of a benchmark.
	pub name: String,
	/// Its arguments, which are the benchmark's components in their order.
	pub components: Vec<String>,
}

/// What stays when the weights are written anew.
#[derive(PartialEq, Eq, Debug)]
pub struct Kept {
	/// The text, with the closing brace of the trait.
	pub text: String,
	/// The functions of the trait in their order.
	pub functions: Vec<Declared>,
}

impl Kept {
	/// From the present file.
	pub fn of(file: &str) -> Result<Self> {
		let start = file
			.find(TRAIT)
			.ok_or_else(|| anyhow!("the file has no `{TRAIT}`; write the trait first"))?;
		let (before, from_trait) = file.split_at(start);
		let end = from_trait
			.find("\n}\n")
			.ok_or_else(|| anyhow!("the trait does not end; close it with a brace of its own"))?;
		let (body, _) = from_trait.split_at(end.saturating_add(3));
		let functions = body
			.lines()
			.filter_map(|line| line.trim().strip_prefix("fn "))
			.map(declared)
			.collect::<Result<Vec<_>>>()?;
		if functions.is_empty() {
			bail!("the trait has no function; declare one for each benchmark");
		}
		Ok(Self {
			text: format!("{before}{body}"),
			functions,
		})
	}
}

/// From `name(a: u32, b: u32) -> Weight;`.
fn declared(line: &str) -> Result<Declared> {
	let wrong =
		|| {
			anyhow!("`fn {line}` is not understood; write it in one line as `fn name(n: u32) -> Weight;`")
		};
	let (name, rest) = line.split_once('(').ok_or_else(wrong)?;
	let (arguments, _) = rest.split_once(") -> Weight;").ok_or_else(wrong)?;
	let component = |argument: &str| {
		let (component, of) = argument.split_once(':').ok_or_else(wrong)?;
		if of.trim() != "u32" {
			return Err(wrong());
		}
		Ok(component.trim().to_string())
	};
	let arguments = arguments
		.split(',')
		.map(str::trim)
		.filter(|text| !text.is_empty());
	Ok(Declared {
		name: name.into(),
		components: arguments.map(component).collect::<Result<_>>()?,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	const FILE: &str =
		"//! Words.\n\nuse x;\n\n/// Doc.\npub trait WeightInfo {\n\t/// One.\n\tfn \
		one() -> Weight;\n\t/// Two.\n\tfn two(n: u32, r: u32) -> Weight;\n}\n\nold\n}\n";

	#[test]
	fn all_up_to_the_end_of_the_trait_is_kept() {
		let kept = Kept::of(FILE).unwrap();
		assert!(FILE.starts_with(&kept.text));
		assert!(kept.text.ends_with("-> Weight;\n}\n"));
	}

	#[test]
	fn functions_are_read_with_their_components() {
		let two = ["n".to_string(), "r".to_string()].to_vec();
		let expected = [
			Declared {
				name: "one".into(),
				components: Vec::new(),
			},
			Declared {
				name: "two".into(),
				components: two,
			},
		];
		assert_eq!(Kept::of(FILE).unwrap().functions, expected);
	}

	#[test]
	fn files_without_a_usable_trait_are_refused() {
		for file in [
			"",
			"pub trait WeightInfo {\n\tfn one() -> Weight;",
			"pub trait WeightInfo {\n}\n",
			"pub trait WeightInfo {\n\tfn one(n: u64) -> Weight;\n}\n",
			"pub trait WeightInfo {\n\tfn one(\n\t\tn: u32,\n\t) -> Weight;\n}\n",
		] {
			assert!(Kept::of(file).is_err(), "{file:?}");
		}
	}

	#[test]
	fn every_pallet_has_a_file_that_can_be_written_anew() {
		let root = std::path::Path::new("../pallets");
		for pallet in super::super::PALLETS {
			let path = root.join(pallet).join("src/weights.rs");
			let file = std::fs::read_to_string(&path).unwrap();
			assert!(Kept::of(&file).is_ok(), "{pallet}: {:?}", Kept::of(&file));
		}
	}
}
