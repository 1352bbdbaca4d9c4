//! A portrait made here, with texts that would be scripts if a page took them as they are.

use super::*;
use crate::{
	chain::{
		credentials::{Publicity, Status},
		pledges::Mark,
		recall::Outcome,
		reputation::{Capacity, Verdict},
	},
	commands::office::tests::{answered, case, held},
};

pub(crate) const HOSTILE: &str = "<script>alert('x')</script>";

fn rating(round: u32, capacity: Capacity, yes: u32, verdict: Verdict) -> Rating {
	Rating::new(
		&held(round, vec![answered(capacity, yes, 20 - yes, verdict)]),
		7,
	)
	.unwrap()
}

/// Somebody who was suspended, came back, and once acted; with texts that would be scripts.
pub(crate) fn view() -> View {
	let holder = Capacity::Incumbent(2);
	let who = Named {
		person: 7,
		name: Some(format!("Ann {HOSTILE}")),
	};
	let mut pledge = pledge::view::tests::pledge(Mark::Kept);
	pledge.title.0 = format!("A bridge {HOSTILE}");
	let mut case = case(Some((900, Outcome::Reinstated(550_000))));
	case.explanation = Some(format!("The flood {HOSTILE}"));
	View {
		who: who.clone(),
		block: 1200,
		block_hash: "0xab".into(),
		chain: "0xcd".into(),
		recalls: 1,
		mandates: vec![Tenure {
			holding: Holding {
				mandate: 2,
				by: who,
				election: 5,
				since: 10,
				until: 5010,
				ended: None,
				end: None,
			},
			office: 3,
			title: format!("Head {HOSTILE}"),
			unit: "BY-BR-04-01".into(),
			record: 431_000,
			confidence: 480_000,
			rounds: 2,
			valid: 1,
			last: Some(150_000),
			kept: 4,
			broken: 1,
			suspend_below: 200_000,
			reinstate_at: 500_000,
			history: vec![
				rating(2, holder, 1, Verdict::TooFew),
				rating(1, holder, 3, Verdict::Valid(150_000)),
			],
			pledges: pledge::Shown::all(&[pledge]),
		}],
		acted: vec![Acted {
			office: 4,
			title: "Head of the district".into(),
			unit: "BY-BR-04".into(),
			suspend_below: 200_000,
			reinstate_at: 500_000,
			history: vec![rating(6, Capacity::Acting, 12, Verdict::Valid(600_000))],
		}],
		cases: vec![case],
		credentials: vec![credential::Shown {
			person: 7,
			schema: 0,
			title: format!("Governance {HOSTILE}"),
			publicity: Publicity::Public,
			status: Status::Held,
			since: Some(5),
			until: Some(9000),
			ended: None,
			reason: None,
			commitment: "0xef".into(),
		}],
		has_older_rounds: false,
	}
}

/// Somebody who never stood for anything.
pub(crate) fn nobody() -> View {
	View {
		who: Named {
			person: 9,
			name: None,
		},
		mandates: Vec::new(),
		acted: Vec::new(),
		cases: Vec::new(),
		credentials: Vec::new(),
		recalls: 0,
		..view()
	}
}

#[test]
fn bars_run_from_the_oldest_to_the_newest() {
	let rounds: Vec<u32> = bars(&view().mandates[0].history)
		.iter()
		.map(|bar| bar.round)
		.collect();
	assert_eq!(rounds, [1, 2]);
}

#[test]
fn view_in_json_has_ratings_pledges_and_cases() {
	let json = serde_json::to_value(view()).unwrap();
	let mandate = &json["mandates"][0];
	assert_eq!(
		(json["person"].as_u64(), json["recalls"].as_u64()),
		(Some(7), Some(1))
	);
	assert_eq!(mandate["history"][1]["answers"]["rating"], 150_000);
	assert_eq!(mandate["history"][0]["answers"]["verdict"], "too_few");
	assert_eq!(mandate["pledges"][0]["state"], "kept");
	assert_eq!(json["cases"][0]["recalled"], false);
}
