//! A development chain on which a bill becomes law while one looks on.

use super::house::{jurists, COUNTRY};
use crate::commands::demo::{node::Genesis, scenes, speed::Speed, units::Units};
use anyhow::{bail, Context as _, Result};
use serde_json::{json, Value};

/// Seats of a panel.
pub const PANEL: usize = 7;
/// Reserves that stand by.
pub const RESERVES: usize = 3;
/// Fewer tickets make no panel.
const LEAST_PANEL: u32 = 5;
/// Share of the people who must support what one of them proposes, and a petition for a referendum:
/// a fifth. On a large chain it is far less; here it must be more than one person.
const SUPPORT: u32 = 200_000;

/// Slots of an epoch of the consensus, a second each: a seed comes after three of them.
pub const EPOCH: u32 = 10;
/// The block at which the head of the country is elected: everybody must be attested soon.
const FOUNDING: u32 = 14;
/// Blocks between the call of an election and its nomination.
const NOTICE: u32 = 1;
/// Blocks of a round of nomination.
const NOMINATION: u32 = 16;
/// Blocks of a term: more than the act takes.
const TERM: u32 = 2_000;
/// Blocks in which a proposed bill may find supporters.
const PETITION: u32 = 60;
/// Blocks of a vote for looking at rings and for the last ballots to be counted, on a computer that may
/// have other things to do.
const SPARE: u32 = 14;
/// Blocks for everything about tickets but making them, for two bills one after the other.
const SPARE_CLAIM: u32 = 30;
/// Blocks for everything about a panel's vote but making its ballots, for two panels.
const SPARE_HALF: u32 = 24;
/// Blocks for a verdict to be final, and for a petition to begin and to have its effect; then for another
/// one to begin, whose bill may have passed in the same block.
const SPARE_DELAY: u32 = 40;

/// How long everything takes, in blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
	/// The vote of the election.
	pub election: u32,
	/// Tickets are taken.
	pub claim: u32,
	/// The panel decides; reserves are called in the middle.
	pub verdict: u32,
	/// The people can object.
	pub delay: u32,
	/// A referendum.
	pub referendum: u32,
}

impl Times {
	/// Just long enough on this computer for so many people, and for two bills at a time, one of
	/// which may get its seed an epoch later.
	pub fn new(speed: &Speed, voters: usize) -> Self {
		Self {
			election: speed.window(electing(voters), SPARE),
			claim: speed.window(2 * jurists(voters), SPARE_CLAIM),
			verdict: 2 * speed.window(2 * PANEL, SPARE_HALF),
			delay: speed.window(supporting(voters), SPARE_DELAY),
			// It may begin while the other bill, whose seed came two epochs later, is still tried.
			referendum: speed.window(answering(voters), SPARE + 2 * EPOCH),
		}
	}
}

/// How many of so many people vote in the election: three in ten.
pub fn electing(voters: usize) -> usize {
	voters * 3 / 10
}

/// How many of so many support a petition: as many as are needed.
pub fn supporting(voters: usize) -> usize {
	let electors = u32::try_from(voters).unwrap_or(u32::MAX);
	veche_tally::share_of(electors, SUPPORT) as usize
}

/// How many of so many take part in a referendum: half.
pub fn answering(voters: usize) -> usize {
	voters / 2
}

/// One office, that of the country's head, short epochs and periods, small panels.
pub fn change(genesis: &mut Genesis<'_>, times: &Times, voters: usize) -> Result<()> {
	let country = Units::read(genesis)?.number(COUNTRY)?;
	let mut head = genesis
		.get("/offices/offices")
		.and_then(Value::as_array)
		.and_then(|all| all.iter().find(|office| office["unit"] == country))
		.cloned()
		.with_context(|| format!("{COUNTRY} has no head; build node and `veche` together"))?;
	head["term"] = TERM.into();
	let Some(Value::Array(mut classes)) = genesis.get("/jury/params").cloned() else {
		bail!("the node's development chain has no juries; build node and `veche` together");
	};
	for class in &mut classes {
		let params = &mut class[1];
		params["panel"] = PANEL.into();
		params["reserves"] = RESERVES.into();
		params["leastPanel"] = LEAST_PANEL.into();
		params["claim"] = times.claim.into();
		params["verdict"] = times.verdict.into();
		params["support"] = SUPPORT.into();
		params["petitionWindow"] = PETITION.into();
	}
	genesis
		.set("/timing/epochSlots", EPOCH)
		.set("/offices/offices", json!([head]))
		.set("/offices/founding", FOUNDING)
		.set("/elections/params/notice", NOTICE)
		.set("/elections/params/nomination", NOMINATION)
		.set("/elections/params/voting", times.election)
		.set("/jury/params", classes);
	for class in ["statute", "parameter"] {
		genesis
			.set(&format!("/laws/{class}/delay"), times.delay)
			.set(&format!("/laws/{class}/support"), SUPPORT)
			.set(&format!("/laws/{class}/voting"), times.referendum);
	}
	scenes::raise_quotas(genesis, voters);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn times() -> Times {
		let speed = Speed {
			ballot: 0.2,
			cores: 2,
			busy: false,
		};
		Times::new(&speed, 40)
	}

	#[test]
	fn times_leave_room_for_two_bills_one_an_epoch_behind_the_other() {
		let times = times();
		// The second bill's tickets may end an epoch later, when the first panel has half its time.
		assert!(times.verdict / 2 > EPOCH && times.verdict.is_multiple_of(2));
		// What goes on about the first bill in its delay may not outlast the second's.
		assert!(times.delay > SPARE_DELAY);
	}

	/// Blocks of a second. Six minutes is what people watch.
	#[test]
	fn act_takes_less_than_six_minutes_when_its_windows_run_out() {
		let times = times();
		let head = FOUNDING + NOTICE + NOMINATION + times.election;
		// Three epochs after the freezing, and the rest of the one it was in.
		let seed = 4 * EPOCH;
		let trial = times.claim + times.verdict;
		let last = times.delay.max(times.referendum + PETITION);
		assert!(head + seed + trial + last < 360, "{times:?}");
	}

	#[test]
	fn change_leaves_one_office_and_small_panels_with_the_shares_of_the_chain() {
		let mut value = json!({
			"timing": { "slotDuration": 1_000, "epochSlots": 60 },
			"territory": { "units": [
				{ "code": COUNTRY, "parent": "" }, { "code": "BY-BR", "parent": COUNTRY },
			] },
			"identity": { "registrars": [["a", 5]] },
			"offices": { "offices": [
				{ "unit": 1, "title": "Head of the region", "term": 9 },
				{ "unit": 0, "title": "Head of the country", "term": 9 },
			] },
			"jury": { "params": [
				["statute", { "panel": 35, "majority": 500_000 }],
				["upgrade", { "panel": 63, "majority": 666_667 }],
			] },
			"laws": { "statute": { "delay": 60, "quorum": 100_000 } },
		});
		change(&mut Genesis::of(&mut value), &times(), 40).unwrap();
		assert_eq!(
			value["timing"],
			json!({ "slotDuration": 1_000, "epochSlots": EPOCH })
		);
		let offices = value["offices"]["offices"].as_array().unwrap();
		assert_eq!(offices.len(), 1);
		assert_eq!(offices[0]["title"], "Head of the country");
		let upgrade = &value["jury"]["params"][1];
		assert_eq!(upgrade[0], "upgrade");
		assert_eq!(
			(&upgrade[1]["panel"], &upgrade[1]["majority"]),
			(&json!(PANEL), &json!(666_667))
		);
		let statute = &value["laws"]["statute"];
		assert_eq!(
			(&statute["delay"], &statute["quorum"]),
			(&json!(times().delay), &json!(100_000))
		);
		assert_eq!(value["identity"]["registrars"][0][1], 40);
	}

	#[test]
	fn change_fails_when_the_chain_has_no_juries() {
		let mut value = json!({
			"territory": { "units": [{ "code": COUNTRY, "parent": "" }] },
			"offices": { "offices": [{ "unit": 0 }] },
		});
		let error = change(&mut Genesis::of(&mut value), &times(), 40).unwrap_err();
		assert!(error.to_string().contains("no juries"), "{error}");
	}
}
