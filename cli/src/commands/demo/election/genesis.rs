//! A development chain on which a term passes while one looks on.

use crate::commands::demo::{
	ballots::Source, node::Genesis, scenes, speed::Speed, units::Units, HOME,
};
use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{
	keeping,
	town::{DISTRICT, TERM},
};

/// Blocks of a round of nomination: enough for everything that candidates do, and for the way to it.
pub const NOMINATION: u32 = 30;
/// The block at which the first elections are called.
const FOUNDING: u32 = 5;
/// Blocks between the call of an election and its nomination.
const NOTICE: u32 = 1;
/// Least turnout, in parts per million: a tenth.
pub const QUORUM: u32 = 100_000;
/// Least turnout of a repeat.
const REPEAT_QUORUM: u32 = 50_000;
/// Share of a term that must be served before rising: all of it.
const SERVICE: u32 = 1_000_000;

/// Blocks of a vote for looking at rings and for the last ballots to be counted.
const SPARE: u32 = 20;
/// The same of the judgements of all promises, which are made one after the other.
const SPARE_JUDGING: u32 = 30;

/// How long people can vote, in blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
	/// In an election.
	pub election: u32,
	/// On whether promises are kept.
	pub judging: u32,
}

impl Times {
	/// Just long enough on this computer.
	pub fn new(speed: &Speed, source: &Source) -> Self {
		Self {
			election: speed.window(source.choices.len(), SPARE),
			judging: speed.window(keeping::ballots(source.voters), SPARE_JUDGING),
		}
	}
}

/// Short terms, nominations and votes. Only the units above the village keep their offices, so that no
/// other election is in the way.
pub fn change(genesis: &mut Genesis<'_>, source: &Source, times: &Times) -> Result<()> {
	let units = Units::read(genesis)?;
	let offices = genesis
		.get("/offices/offices")
		.and_then(Value::as_array)
		.context("the node's development chain has no offices; build node and `veche` together")?;
	let above: Vec<Value> = units.lineage(HOME)?.into_iter().map(Value::from).collect();
	let mut kept: Vec<Value> = offices
		.iter()
		.filter(|office| office["kind"] == "head" && above.contains(&office["unit"]))
		.cloned()
		.collect();
	for code in [HOME, DISTRICT] {
		let unit = units.number(code)?;
		let head = kept.iter_mut().find(|office| office["unit"] == unit);
		let head =
			head.with_context(|| format!("{code} has no head; build node and `veche` together"))?;
		head["method"] = source.method.name().into();
		if code == HOME {
			head["term"] = TERM.into();
		}
	}
	genesis
		.set("/offices/offices", kept)
		.set("/offices/founding", FOUNDING)
		.set("/offices/params/service", SERVICE)
		.set("/elections/params/notice", NOTICE)
		.set("/elections/params/nomination", NOMINATION)
		.set("/elections/params/voting", times.election)
		.set("/elections/params/quorum", QUORUM)
		.set("/elections/params/repeatQuorum", REPEAT_QUORUM)
		.set("/pledges/params/judging", times.judging);
	// One more lives in the next village.
	scenes::raise_quotas(genesis, source.voters.saturating_add(1));
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::commands::demo::ballots::BY_ELECTION;
	use serde_json::json;
	use veche_primitives::ballot::Method;

	fn changed(mut value: Value) -> Result<Value> {
		let source = Source::read(None, &BY_ELECTION, Method::Approval, Some(12))?;
		let times = Times {
			election: 77,
			judging: 33,
		};
		change(&mut Genesis::of(&mut value), &source, &times)?;
		Ok(value)
	}

	fn head(unit: u32) -> Value {
		json!({ "unit": unit, "kind": "head", "method": "schulze", "term": 3_600 })
	}

	#[test]
	fn change_shortens_the_village_term_and_keeps_the_heads_above_only() {
		let unit = |code: &str, parent: &str| json!({ "code": code, "parent": parent });
		let value = changed(json!({
			"territory": { "units": [
				unit("BY", ""), unit("BY-MI", "BY"), unit("BY-BR", "BY"), unit("BY-BR-04", "BY-BR"),
				unit("BY-BR-04-01", "BY-BR-04"), unit("BY-BR-04-02", "BY-BR-04"),
			] },
			"identity": { "registrars": [["a", 5]] },
			"offices": { "offices": [head(0), head(1), head(2), head(3), head(4), head(5)] },
			"elections": { "params": { "majority": 500_000 } },
			"pledges": { "params": { "judging": 120 } },
		}))
		.unwrap();
		let offices = value["offices"]["offices"].as_array().unwrap();
		let units: Vec<&Value> = offices.iter().map(|office| &office["unit"]).collect();
		assert_eq!(units, [0, 2, 3, 4]);
		assert_eq!(offices[3]["term"], TERM);
		assert_eq!(offices[3]["method"], "approval");
		assert_eq!(offices[2]["term"], 3_600);
		let params = &value["elections"]["params"];
		assert_eq!(
			(&params["voting"], &params["majority"]),
			(&json!(77), &json!(500_000))
		);
		assert_eq!(value["pledges"]["params"]["judging"], 33);
		assert_eq!(value["identity"]["registrars"][0][1], 13);
	}

	#[test]
	fn times_leave_room_for_everybody_and_for_all_promises() {
		let speed = Speed {
			ballot: 0.1,
			cores: 2,
			busy: false,
		};
		let times = |voters| {
			let source = Source::read(None, &BY_ELECTION, Method::Schulze, Some(voters)).unwrap();
			Times::new(&speed, &source)
		};
		let (few, many) = (times(12), times(240));
		assert!(few.election > SPARE && few.judging > SPARE_JUDGING);
		assert!(many.election > few.election && many.judging > few.judging);
	}

	#[test]
	fn change_fails_when_the_chain_has_no_such_office() {
		let error = changed(json!({ "territory": { "units": [] } })).unwrap_err();
		assert!(error.to_string().contains("no offices"), "{error}");
	}
}
