//! Many sequences, each from its seed; and the shortest one that still fails, if one does.

use super::{
	acts::{Act, Dice, Sequence},
	plan::{self, PLANS},
	world::World,
};
use sp_runtime::Storage;
use sp_state_machine::BasicExternalities;
use std::{
	collections::BTreeMap,
	ops::Range,
	panic::{catch_unwind, AssertUnwindSafe},
};

/// How often each thing happened.
pub type Seen = BTreeMap<&'static str, u64>;

/// Most sequences tried to make a failing one shorter.
const MOST_TRIALS: usize = 2_000;

/// What the sequences must have gone through, or they would show little.
const VARIETY: [&str; 41] = [
	"acting lost standing",
	"acting passed on",
	"case over with its mandate",
	"deadline waits for a round",
	"election called",
	"election refused",
	"established",
	"excuse refused",
	"explained",
	"extraordinary round",
	"installed",
	"judged again",
	"lost standing",
	"nobody left to ask again",
	"not asked again",
	"owed round's turn",
	"petition failed",
	"petition fulfilled",
	"petition lapsed",
	"petition opened",
	"plea",
	"plea waits",
	"pledge excused",
	"pledge judged broken",
	"pledge kept",
	"pledge lapsed",
	"pledge missed",
	"pledge unjudged",
	"poll refused",
	"recalled",
	"reinstated",
	"replaced",
	"resigned",
	"rose",
	"round at its date",
	"round owed",
	"round repeated",
	"stepped back",
	"suspended",
	"term over",
	"term over while suspended",
];

/// Run the sequences of these seeds.
///
/// # Panics
/// If one fails: with its seed, and the shortest sequence found that fails too.
pub fn tell(seeds: Range<u64>) -> Seen {
	let genesis: Vec<Storage> = (0..PLANS).map(plan::genesis).collect();
	let mut seen = Seen::new();
	for seed in seeds {
		let sequence = Dice::new(seed).sequence();
		match run(&genesis, &sequence) {
			Ok(happened) => {
				for (what, often) in happened {
					*seen.entry(what).or_default() += often;
				}
			}
			Err(wrong) => {
				let (shorter, wrong_too) = shorten(&genesis, sequence, &wrong);
				panic!(
					"seed {seed} (VECHE_SEED={seed} runs it alone): {wrong}\n\
					 A shorter sequence: {wrong_too}\n{shorter:#?}"
				);
			}
		}
	}
	seen
}

/// Whether the sequences went through everything that matters.
///
/// # Panics
/// If not, naming what never happened.
pub fn check_variety(seen: &Seen) {
	let missing: Vec<_> = VARIETY
		.iter()
		.filter(|what| !seen.contains_key(*what))
		.collect();
	assert!(missing.is_empty(), "this never happened: {missing:?}");
}

/// Whether it is found out when something is changed on a chain behind everybody's back.
pub fn is_found_out(tamper: impl FnOnce()) -> bool {
	let sequence = Sequence {
		plan: 0,
		per_block: 64,
		acts: Vec::new(),
		is_patient: false,
	};
	let mut chain = BasicExternalities::new(plan::genesis(sequence.plan));
	chain.execute_with(|| {
		let mut world = World::found(&sequence).unwrap();
		tamper();
		world.end(sequence.is_patient).is_err()
	})
}

/// Run one sequence on a fresh chain. What happened, or what is wrong.
fn run(genesis: &[Storage], sequence: &Sequence) -> Result<Seen, String> {
	let mut chain = BasicExternalities::new(genesis[sequence.plan as usize].clone());
	let story = || chain.execute_with(|| tell_one(sequence));
	catch_unwind(AssertUnwindSafe(story)).unwrap_or_else(|panic| {
		let words = panic.downcast_ref::<String>().cloned();
		let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).into()));
		Err(format!("panicked: {}", words.unwrap_or_default()))
	})
}

fn tell_one(sequence: &Sequence) -> Result<Seen, String> {
	let mut world = World::found(sequence)?;
	for (place, act) in sequence.acts.iter().enumerate() {
		let done = world.perform(act);
		let now = world.model.now;
		done.map_err(|wrong| format!("block {now}, event {place} ({act:?}): {wrong}"))?;
	}
	let done = world.end(sequence.is_patient);
	let now = world.model.now;
	done.map_err(|wrong| format!("block {now}, at the end: {wrong}"))?;
	Ok(world.model.seen)
}

/// Leave out events, many at a time and then fewer, as long as the sequence still fails.
fn shorten(genesis: &[Storage], mut sequence: Sequence, wrong: &str) -> (Sequence, String) {
	let mut wrong = wrong.to_string();
	let mut size = sequence.acts.len().div_ceil(2);
	let mut trials = 0;
	while size > 0 && trials < MOST_TRIALS {
		let mut from = 0;
		while from < sequence.acts.len() && trials < MOST_TRIALS {
			trials += 1;
			let trial = without(&sequence, from, size);
			match run(genesis, &trial) {
				Err(still) => {
					sequence = trial;
					wrong = still;
				}
				Ok(_) => from += size,
			}
		}
		size /= 2;
	}
	(sequence, wrong)
}

/// The sequence without `size` events from place `from` on.
fn without(sequence: &Sequence, from: usize, size: usize) -> Sequence {
	let is_kept = |place: usize| place < from || place >= from + size;
	let acts = sequence.acts.iter().enumerate();
	let acts = acts.filter(|(place, _)| is_kept(*place));
	let acts: Vec<Act> = acts.map(|(_, act)| act.clone()).collect();
	Sequence {
		acts,
		..sequence.clone()
	}
}
