//! Benchmarks of the ballot box: the largest paper, the largest choices, real proofs.
//!
//! A ballot's proof signs the ballot, so it cannot be prepared without its secret. The proofs used
//! here are well-formed and of the right ring but over another message: for a single ballot the
//! check takes the same time and then fails. A batch of them is the worst batch there is: every
//! proof has to be told apart.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::{Authorize, TransactionSource},
	traits::{ConstU32, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{
	ballot::{
		Ballot, BallotV1, Choice, Choices, Method, Paper, Question, Ranking, Title, MAX_BATCH,
		MAX_OPTIONS, MAX_QUESTIONS,
	},
	polls::{Counted, Institution, Panel, Phase, PollRequest, Polls as _, MAX_ADMITTED},
	rolls::Electorate,
	Alias, PollId, PrecinctId, MAX_TITLE,
};

fn title() -> Title {
	BoundedVec::truncate_from(vec![b'x'; MAX_TITLE as usize])
}

fn largest_paper() -> Paper {
	let question = Question {
		title: title(),
		method: Method::Schulze,
		options: BoundedVec::truncate_from(vec![title(); MAX_OPTIONS as usize]),
	};
	Paper {
		title: title(),
		text: Default::default(),
		questions: BoundedVec::truncate_from(vec![question; MAX_QUESTIONS as usize]),
	}
}

fn alias(n: u32) -> Alias {
	sp_io::hashing::blake2_256(&n.to_le_bytes())
}

/// A full ranking of all options, each question another one.
fn largest_choices(turn: u8) -> Choices {
	let ranking = |shift: u8| {
		let order = (0..MAX_OPTIONS as u8).map(|n| (n.wrapping_add(shift)) % MAX_OPTIONS as u8);
		Choice::Rank(Ranking::strict(order).expect("each option once; for benchmarks only"))
	};
	let choices: Vec<_> = (0..MAX_QUESTIONS as u8)
		.map(|n| ranking(n.wrapping_add(turn)))
		.collect();
	BoundedVec::truncate_from(choices)
}

/// An open poll with the largest paper over a real roll, and the precincts of that roll.
fn open_poll<T: Config>() -> (PollId, Vec<PrecinctId>) {
	let (electorate, precincts) = T::Electorates::benchmark_electorate();
	let poll = schedule::<T>(electorate, None);
	open_next::<T>(poll);
	(poll, precincts)
}

/// Begin the block in which the poll opens.
fn open_next<T: Config>(poll: PollId) {
	let opens = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
	frame_system::Pallet::<T>::set_block_number(opens);
	Pallet::<T>::keep_agenda(opens);
	assert!(Polls::<T>::get(poll).is_some_and(|record| record.phase == Phase::Open));
}

/// As many aliases as a panel has at most, from the `from`-th on.
fn aliases(from: u32) -> BoundedVec<Alias, ConstU32<MAX_ADMITTED>> {
	let aliases: Vec<_> = (0..MAX_ADMITTED)
		.map(|n| alias(from.saturating_add(n)))
		.collect();
	BoundedVec::truncate_from(aliases)
}

/// A poll that waits for its opening, with the largest panel.
fn schedule_panel<T: Config>() -> PollId {
	let (electorate, _) = T::Electorates::benchmark_electorate();
	let epoch = T::Electorates::pin().expect("an epoch can be pinned; for benchmarks only");
	let panel = Panel {
		aliases: aliases(0),
		epoch,
	};
	schedule::<T>(electorate, Some(panel))
}

fn schedule<T: Config>(electorate: Electorate, admitted: Option<Panel>) -> PollId {
	let request = PollRequest {
		institution: Institution::Jury,
		electorate,
		paper: largest_paper(),
		delay: One::one(),
		duration: 1_000u32.into(),
		quorum: 0,
		majority: 500_000,
		goal: None,
		context: None,
		admitted,
	};
	Pallet::<T>::open(request).expect("the request is right; for benchmarks only")
}

fn ballot<T: Config>(poll: PollId, precinct: PrecinctId, n: u32, counter: u32) -> Ballot {
	Ballot::V1(BallotV1 {
		poll,
		precinct,
		alias: alias(n),
		counter,
		choices: largest_choices(counter as u8),
		proof: BoundedVec::truncate_from(T::Electorates::benchmark_proof(n)),
	})
}

fn without_proof(ballot: &mut Ballot) {
	let Ballot::V1(content) = ballot;
	content.proof = BoundedVec::default();
}

/// `n` ballots that replace counted ones: the tally is corrected twice for each.
fn re_votes<T: Config>(n: u32) -> (PollId, Vec<Ballot>) {
	let (poll, precincts) = open_poll::<T>();
	let mut ballots = Vec::new();
	for voter in 0..n {
		let precinct = precincts[voter as usize % precincts.len()];
		let first = ballot::<T>(poll, precinct, voter, 1);
		Pallet::<T>::count(&first).expect("a first ballot counts; for benchmarks only");
		ballots.push(ballot::<T>(poll, precinct, voter, 2));
	}
	(poll, ballots)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn cast() -> Result<(), BenchmarkError> {
		let (poll, mut ballots) = re_votes::<T>(1);
		let ballot = ballots.remove(0);

		#[extrinsic_call]
		_(RawOrigin::Authorized, ballot);

		assert_eq!(
			Ballots::<T>::get(poll, alias(0)).map(|counted| counted.counter),
			Some(2)
		);
		Ok(())
	}

	/// Everything but the proof, whose weight the electorates know: it ends at one that is empty.
	#[benchmark]
	fn authorize_cast() -> Result<(), BenchmarkError> {
		let (_, mut ballots) = re_votes::<T>(1);
		ballots.iter_mut().for_each(without_proof);
		let call = Call::<T>::cast {
			ballot: ballots.remove(0),
		};

		#[block]
		{
			let refused = call.authorize(TransactionSource::External);
			assert!(refused.is_some_and(|result| result.is_err()));
		}
		Ok(())
	}

	#[benchmark]
	fn cast_batch(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		let (poll, ballots) = re_votes::<T>(n);
		let ballots = BoundedVec::truncate_from(ballots);
		let codes = BoundedVec::truncate_from(vec![0; n as usize]);
		let batch = Pallet::<T>::batch_hash(&ballots);
		Checked::<T>::put(types::BatchVerdict { batch, codes });

		#[extrinsic_call]
		_(RawOrigin::Authorized, ballots);

		assert_eq!(
			Ballots::<T>::get(poll, alias(0)).map(|counted| counted.counter),
			Some(2)
		);
		Ok(())
	}

	/// As above.
	#[benchmark]
	fn authorize_cast_batch(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		let (_, mut ballots) = re_votes::<T>(n);
		ballots.iter_mut().for_each(without_proof);
		let call = Call::<T>::cast_batch {
			ballots: BoundedVec::truncate_from(ballots),
		};

		#[block]
		{
			let refused = call.authorize(TransactionSource::External);
			assert!(refused.is_some_and(|result| result.is_err()));
		}
		Ok(())
	}

	#[benchmark]
	fn idle_agenda() {
		let now = frame_system::Pallet::<T>::block_number();

		#[block]
		{
			Pallet::<T>::keep_agenda(now);
		}
	}

	#[benchmark]
	fn open_poll() {
		let (electorate, _) = T::Electorates::benchmark_electorate();
		let poll = schedule::<T>(electorate, None);
		let opens = frame_system::Pallet::<T>::block_number().saturating_add(One::one());

		#[block]
		{
			Pallet::<T>::keep_agenda(opens);
		}
		assert!(Polls::<T>::get(poll).is_some_and(|record| record.phase == Phase::Open));
	}

	#[benchmark]
	fn open_panel() {
		let poll = schedule_panel::<T>();
		let opens = frame_system::Pallet::<T>::block_number().saturating_add(One::one());

		#[block]
		{
			Pallet::<T>::keep_agenda(opens);
		}
		assert!(Polls::<T>::get(poll).is_some_and(|record| record.electors == MAX_ADMITTED));
	}

	/// The largest panel, all silent, and a reserve for each.
	#[benchmark]
	fn substitute() {
		let poll = schedule_panel::<T>();
		open_next::<T>(poll);
		let reserves = aliases(MAX_ADMITTED);
		let replaced;

		#[block]
		{
			replaced = Pallet::<T>::replace_silent(poll, &reserves);
		}
		assert_eq!(replaced, MAX_ADMITTED);
	}

	#[benchmark]
	fn close_poll() -> Result<(), BenchmarkError> {
		let (poll, _) = re_votes::<T>(8);
		let closes = Polls::<T>::get(poll)
			.map(|record| record.closes)
			.unwrap_or_default();
		AgendaCursor::<T>::put(closes);

		#[block]
		{
			Pallet::<T>::keep_agenda(closes);
		}
		assert!(Outcomes::<T>::contains_key(poll));
		Ok(())
	}

	#[benchmark]
	fn prune(n: Linear<1, 256>) -> Result<(), BenchmarkError> {
		let (poll, _) = super::open_poll::<T>();
		let n = n.min(T::PrunedPerBlock::get());
		for voter in 0..n {
			let counted = Counted {
				counter: 1,
				choices: largest_choices(0),
			};
			Ballots::<T>::insert(poll, alias(voter), counted);
		}
		Pruning::<T>::insert(poll, ());

		#[block]
		{
			Pallet::<T>::prune();
		}
		assert_eq!(Ballots::<T>::iter_key_prefix(poll).next(), None);
		Ok(())
	}
}
