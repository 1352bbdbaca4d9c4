//! The units in a chain spec. They are numbered in the order in which they stand there.

use super::node::Genesis;
use anyhow::{Context as _, Result};
use serde_json::Value;

/// The units of the genesis: code and code of the unit above, in the order of their numbers.
pub struct Units(Vec<(String, String)>);

impl Units {
	/// Read them.
	pub fn read(genesis: &Genesis<'_>) -> Result<Self> {
		let units = genesis
			.get("/territory/units")
			.and_then(Value::as_array)
			.context("the node's development chain has no units; build it again")?;
		let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
		let units = units.iter();
		Ok(Self(
			units
				.map(|unit| (text(&unit["code"]), text(&unit["parent"])))
				.collect(),
		))
	}

	/// The number of a unit.
	pub fn number(&self, code: &str) -> Result<usize> {
		let found = self.0.iter().position(|(known, _)| known == code);
		found.with_context(|| format!("the chain has no unit {code}; build the node again"))
	}

	/// The numbers of a unit and of all above it.
	pub fn lineage(&self, code: &str) -> Result<Vec<usize>> {
		let mut numbers = Vec::new();
		let mut code = code;
		while !code.is_empty() && numbers.len() <= self.0.len() {
			let number = self.number(code)?;
			numbers.push(number);
			code = &self.0[number].1;
		}
		Ok(numbers)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn lineage_goes_up_to_the_root_and_unknown_units_are_refused() {
		let unit = |code: &str, parent: &str| json!({ "code": code, "parent": parent });
		let mut value = json!({ "territory": { "units": [
			unit("BY", ""), unit("BY-MI", "BY"), unit("BY-BR", "BY"), unit("BY-BR-04", "BY-BR"),
		] } });
		let units = Units::read(&Genesis::of(&mut value)).unwrap();
		assert_eq!(units.lineage("BY-BR-04").unwrap(), [3, 2, 0]);
		assert_eq!(units.number("BY-MI").unwrap(), 1);
		assert!(units.number("PL").is_err());
	}
}
