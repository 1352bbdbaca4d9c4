//! Builders: polls in a named state, and ballots that can be bent out of shape.

pub use crate::{mock::*, *};
use codec::Encode;
pub use frame_support::{
	assert_noop, assert_ok, assert_storage_noop,
	dispatch::PostDispatchInfo,
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
	traits::Authorize,
	BoundedVec,
};
use sp_core::H256;
use sp_runtime::traits::Dispatchable;
pub use veche_primitives::{
	ballot::{Ballot, BallotV1, Choice, Choices, Method, Paper, Question, Ranking},
	polls::{Goal, Institution, Panel, Phase, PollRequest, Polls as _},
	refusal,
	rolls::{Electorate, RollEpoch},
	Alias, PollId,
};

pub fn title(text: &str) -> veche_primitives::ballot::Title {
	BoundedVec::truncate_from(text.as_bytes().to_vec())
}

pub fn question(method: Method, options: usize) -> Question {
	let options = (0..options)
		.map(|n| title(&format!("option {n}")))
		.collect::<Vec<_>>();
	Question {
		title: title("Which?"),
		method,
		options: BoundedVec::truncate_from(options),
	}
}

pub fn paper(questions: &[(Method, usize)]) -> Paper {
	let questions = questions
		.iter()
		.map(|(method, n)| question(*method, *n))
		.collect::<Vec<_>>();
	Paper {
		title: title("A paper"),
		text: H256::zero(),
		questions: BoundedVec::truncate_from(questions),
	}
}

/// A request that opens in the next block for 10 blocks in unit 1.
pub fn request(questions: &[(Method, usize)]) -> PollRequest<u64> {
	PollRequest {
		institution: Institution::Initiatives,
		electorate: Electorate::Unit(1),
		paper: paper(questions),
		delay: 1,
		duration: 10,
		quorum: 0,
		majority: 500_000,
		goal: None,
		context: None,
		admitted: None,
	}
}

/// The context of all panels.
pub const PANEL: [u8; 32] = [9; 32];

/// The aliases of these voters on a panel.
pub fn on_panel(voters: impl IntoIterator<Item = u32>) -> Vec<Alias> {
	let voters = voters.into_iter();
	voters.map(|voter| alias(voter, PANEL)).collect()
}

/// A request for a yes/no poll that admits these voters only, in the rings of the current epoch,
/// which is pinned for it.
pub fn panel(voters: impl IntoIterator<Item = u32>) -> PollRequest<u64> {
	let panel = Panel {
		aliases: BoundedVec::truncate_from(on_panel(voters)),
		epoch: pin(),
	};
	PollRequest {
		context: Some(PANEL),
		admitted: Some(panel),
		..request(&[(Method::YesNo, 3)])
	}
}

pub fn scheduled(request: PollRequest<u64>) -> PollId {
	BallotBox::open(request).expect("the poll can be opened")
}

/// A poll that takes ballots since this block.
pub fn open(request: PollRequest<u64>) -> PollId {
	let poll = scheduled(request);
	to_block(System::block_number() + 1);
	assert_eq!(BallotBox::poll(poll).unwrap().phase, Phase::Open);
	poll
}

pub fn open_yes_no() -> PollId {
	open(request(&[(Method::YesNo, 3)]))
}

pub fn choices(choices: &[Choice]) -> Choices {
	BoundedVec::truncate_from(choices.to_vec())
}

/// Re-make the statement that stands for the proof, for whatever the ballot says now.
pub fn prove(ballot: &mut BallotV1, voter: u32) {
	let record = BallotBox::poll(ballot.poll).unwrap();
	let statement = Statement {
		epoch: record.epoch,
		precinct: ballot.precinct,
		context: record.context,
		message: ballot.message(H256([7; 32]), record.epoch),
		voter,
	};
	ballot.alias = alias(voter, record.context);
	ballot.proof = BoundedVec::truncate_from(statement.encode());
}

/// A good ballot.
pub fn ballot(poll: PollId, voter: u32, counter: u32, answers: &[Choice]) -> BallotV1 {
	let mut ballot = BallotV1 {
		poll,
		precinct: 10,
		alias: [0; 32],
		counter,
		choices: choices(answers),
		proof: Default::default(),
	};
	prove(&mut ballot, voter);
	ballot
}

pub fn yes(poll: PollId, voter: u32) -> BallotV1 {
	ballot(poll, voter, 1, &[Choice::One(0)])
}

fn submit(call: RuntimeCall) -> Result<(), TransactionValidityError> {
	call.authorize(TransactionSource::External)
		.expect("the call can be authorized")?;
	let origin = frame_system::RawOrigin::Authorized.into();
	call.dispatch(origin)
		.map(|_: PostDispatchInfo| ())
		.expect("an authorized ballot counts");
	Ok(())
}

/// What the transaction pool and the block do with a ballot.
pub fn cast(ballot: BallotV1) -> Result<(), TransactionValidityError> {
	submit(RuntimeCall::BallotBox(Call::cast {
		ballot: Ballot::V1(ballot),
	}))
}

/// The same for a batch.
pub fn cast_batch(ballots: Vec<BallotV1>) -> Result<(), TransactionValidityError> {
	let ballots = ballots.into_iter().map(Ballot::V1).collect::<Vec<_>>();
	let ballots = ballots.try_into().expect("at most 64 ballots");
	submit(RuntimeCall::BallotBox(Call::cast_batch { ballots }))
}

pub fn refused(code: u8) -> TransactionValidityError {
	InvalidTransaction::Custom(code).into()
}

/// The ballot is refused for this reason and nothing changes.
pub fn assert_refused(ballot: BallotV1, code: u8) {
	assert_storage_noop!(assert_eq!(cast(ballot), Err(refused(code))));
}

/// The refusals that the events of this block name: (place in the batch, code).
pub fn named() -> Vec<(u32, u8)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::BallotBox(Event::Refused { index, code, .. }) => Some((index, code)),
			_ => None,
		})
		.collect()
}

pub fn counts(poll: PollId) -> Vec<u32> {
	BallotBox::tally(poll)[0].counts.to_vec()
}
