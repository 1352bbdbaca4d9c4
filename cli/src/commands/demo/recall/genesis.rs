//! A development chain on which a whole recall passes while one looks on.

use super::count::{abstaining, answering, electing};
use crate::commands::demo::{node::Genesis, scenes, speed::Speed, units::Units, HOME, VILLAGE};
use anyhow::{Context as _, Result};
use serde_json::{json, Value};
use veche_primitives::ballot::Method;

/// Blocks of a term: more than the act takes.
pub const TERM: u32 = 2_000;
/// Blocks of a round of nomination: enough for everything that candidates do.
const NOMINATION: u32 = 16;
/// Blocks between the call of an election and its nomination.
const NOTICE: u32 = 1;
/// The earliest block at which the first elections are called: everybody must be attested soon.
const EARLIEST: u32 = 14;
/// Blocks in office before the people are asked: enough to claim a pledge.
const GRACE: u32 = 14;
/// The turnout from which a result counts however close it is to a threshold, in parts per million:
/// three in ten answer in the act, and no round shall be repeated.
const SURE: u32 = 250_000;
/// Blocks of a petition.
const PETITION: u32 = 60;
/// Blocks of a vote for looking at rings, twice, and for the last ballots to be counted.
const SPARE: u32 = 16;
/// The same of the judgement of a pledge.
const SPARE_JUDGING: u32 = 12;
/// Blocks between the close of a round and the next date.
const GAP: u32 = 5;

/// How long everything takes, in blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
	/// The vote of an election.
	pub election: u32,
	/// A confidence round.
	pub round: u32,
	/// From one date of the unit to the next.
	pub period: u32,
	/// The same while somebody is suspended.
	pub fast: u32,
	/// To regain confidence.
	pub recovery: u32,
	/// The judgement of a pledge.
	pub judging: u32,
}

impl Times {
	/// Just long enough for so many voters, and two polls at a time, on this computer.
	pub fn new(speed: &Speed, voters: usize) -> Self {
		let part = answering(voters) + abstaining(voters);
		let round = speed.window(2 * part, SPARE);
		// The poll of a round opens a block after its date.
		let fast = round + 2;
		Self {
			election: speed.window(2 * electing(voters), SPARE),
			round,
			period: round + GAP,
			fast,
			// There is always a date before the deadline.
			recovery: fast,
			judging: speed.window(part, SPARE_JUDGING),
		}
	}

	/// The block at which the first elections are called, so that the first date of the unit comes
	/// soon after the grace of the elected.
	fn founding(&self, unit: u32) -> u32 {
		let elected = EARLIEST + NOTICE + NOMINATION + 1 + self.election;
		let ready = elected + GRACE + 1;
		let after = ready % self.period;
		EARLIEST + (self.period + unit % self.period - after) % self.period
	}
}

/// Two offices in the village and none elsewhere, and short periods. The shares are those of the
/// chain.
pub fn change(
	genesis: &mut Genesis<'_>,
	times: &Times,
	method: Method,
	voters: usize,
) -> Result<()> {
	let unit = Units::read(genesis)?.number(HOME)?;
	let head = genesis
		.get("/offices/offices")
		.and_then(Value::as_array)
		.and_then(|all| all.iter().find(|office| office["unit"] == unit))
		.with_context(|| format!("{HOME} has no head; build node and `veche` together"))?;
	let mut head = head.clone();
	head["method"] = method.name().into();
	head["term"] = TERM.into();
	let mut treasurer = head.clone();
	treasurer["kind"] = "member".into();
	treasurer["title"] = format!("Treasurer of {VILLAGE}").into();
	let founding = times.founding(u32::try_from(unit)?);
	genesis
		.set("/offices/offices", json!([head, treasurer]))
		.set("/offices/founding", founding)
		.set("/elections/params/notice", NOTICE)
		.set("/elections/params/nomination", NOMINATION)
		.set("/elections/params/voting", times.election)
		.set("/pledges/params/judging", times.judging)
		.set("/reputation/params/period", times.period)
		.set("/reputation/params/fastPeriod", times.fast)
		.set("/reputation/params/voting", times.round)
		.set("/reputation/params/grace", GRACE)
		.set("/reputation/params/rule/sureTurnout", SURE)
		.set("/recall/params/recovery", times.recovery)
		.set("/recall/params/petitionWindow", PETITION);
	scenes::raise_quotas(genesis, voters);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn times(voters: usize) -> Times {
		let speed = Speed {
			ballot: 0.2,
			cores: 2,
			busy: false,
		};
		Times::new(&speed, voters)
	}

	#[test]
	fn times_leave_a_round_between_two_dates_and_a_date_before_the_deadline() {
		for voters in [12, 40, 200] {
			let times = times(voters);
			assert!(times.round + 2 <= times.fast && times.fast < times.period);
			assert!(times.fast <= times.recovery);
		}
	}

	#[test]
	fn founding_brings_a_date_just_after_the_grace() {
		for voters in [12, 33, 40] {
			let times = times(voters);
			for unit in [0, 7, 81] {
				let founding = times.founding(unit);
				assert!((EARLIEST..EARLIEST + times.period).contains(&founding));
				let elected = founding + NOTICE + NOMINATION + 1 + times.election;
				assert_eq!((elected + GRACE + 1) % times.period, unit % times.period);
			}
		}
	}

	#[test]
	fn change_leaves_two_offices_of_the_village_with_short_rounds() {
		let mut value = json!({
			"territory": { "units": [
				{ "code": "BY", "parent": "" }, { "code": HOME, "parent": "BY" },
			] },
			"identity": { "registrars": [["a", 5]] },
			"offices": { "offices": [
				{ "unit": 0, "title": "Head of the land", "kind": "head", "term": 9 },
				{ "unit": 1, "title": "Head of the village", "kind": "head", "term": 9 },
			] },
			"reputation": { "params": { "rule": { "minTurnout": 100_000, "sureTurnout": 600_000 } } },
		});
		change(
			&mut Genesis::of(&mut value),
			&times(12),
			Method::Approval,
			12,
		)
		.unwrap();
		let offices = value["offices"]["offices"].as_array().unwrap();
		assert_eq!(offices.len(), 2);
		assert_eq!(
			(&offices[0]["kind"], &offices[1]["kind"]),
			(&json!("head"), &json!("member"))
		);
		for office in offices {
			assert_eq!(
				(&office["unit"], &office["term"]),
				(&json!(1), &json!(TERM))
			);
			assert_eq!(office["method"], "approval");
		}
		let rounds = &value["reputation"]["params"];
		assert_eq!(rounds["rule"]["minTurnout"], 100_000);
		assert_eq!(rounds["voting"], times(12).round);
		assert_eq!(value["identity"]["registrars"][0][1], 12);
	}
}
