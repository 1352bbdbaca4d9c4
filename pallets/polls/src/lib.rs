//! # Polls: the one ballot box
//!
//! Everything the people decide is counted here and nowhere else: initiatives, elections, confidence
//! rounds, pledge judgements, verdicts of juries. An institution opens a poll and hears its outcome;
//! it never touches ballots.
//!
//! ## What happens, in order of events
//!
//! 1. An institution asks for a poll through [`veche_primitives::polls::Polls`]: electorate, paper
//!    (1 to 8 questions), windows, quorum. The poll is *scheduled*.
//! 2. At its block the poll *opens*: the current roll epoch is pinned and the number of electors
//!    frozen. From then on nobody enters or leaves the electorate. If a revoked precinct is just being
//!    rebuilt, the opening waits for it, at most [`Config::MaxOpeningDelay`] blocks; the time the
//!    poll stays open is never shortened. A poll with a panel counts in the rings of an epoch that
//!    its institution has pinned: it takes a pin of its own on that, and its electors are the
//!    panel's seats.
//! 3. Voters send ballots: [`Call::cast`], or through a relay [`Call::cast_batch`]. These are general
//!    transactions without account, fee or signature; the ballot's ring proof is all the authority.
//!    The cheap checks (poll open, choices fit, precinct, counter) come before the proof. The tally
//!    is live; a ballot of the same alias with a higher counter replaces the earlier one at once.
//!    On a panel, those who have not voted can be replaced by reserves while the poll is open
//!    (`panel.rs`).
//! 4. At its block (or when its goal is reached) the poll *closes*: quorum, winners, ties by lot; the
//!    institution is called back in the same block, and may then ask for the order of all options.
//! 5. After the audit window the ballots are *pruned* in bounded steps and the rings released.
//!    Record, paper, tally, outcome and digest stay for ever; blocks hold the ballots for auditors.
//!
//! ## What if nobody does anything
//!
//! Opening, closing and pruning need no transaction. They are done in `on_initialize`, a bounded
//! number per block and in order, so a thousand polls on one block only queue. A poll without
//! ballots closes without reaching its quorum.
//!
//! ## What must stand beside it
//!
//! - `frame_system::AuthorizeCall` in the transaction pipeline, else no ballot can enter.
//! - An [`Electorates`] that checks proofs against rings frozen per epoch.
//! - The ballots of a batch are checked once, before dispatch; the verdict is handed over through
//!   [`Checked`], which is empty at the end of every block.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

mod count;
mod life;
mod panel;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

use veche_primitives::rolls::Electorates;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::types::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::Randomness};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;
	use veche_primitives::{
		ballot::{Ballot, Paper, MAX_BATCH},
		polls::{Counted, OnPollClosed, Phase, Poll, PollOutcome, Reserves},
		rolls::RollEpoch,
		Alias, PollId, PrecinctId,
	};
	use veche_tally::Tally;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the ballot box needs from the house.
	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Who may vote where, and whether a proof holds.
		type Electorates: Electorates;
		/// Source of the lots that break ties: known only after the poll has closed to ballots.
		type Randomness: Randomness<H256, BlockNumberFor<Self>>;
		/// The institutions, called back when a poll of theirs has closed.
		type OnClosed: OnPollClosed;
		/// Who stands by for the panels.
		type Reserves: Reserves;
		/// Measured weights.
		type WeightInfo: WeightInfo;
		/// Most blocks an opening waits for a precinct that is being rebuilt.
		#[pallet::constant]
		type MaxOpeningDelay: Get<BlockNumberFor<Self>>;
		/// Most polls opened, closed or sent to pruning per block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Most ballots pruned per block.
		#[pallet::constant]
		type PrunedPerBlock: Get<u32>;
	}

	/// The number the next poll gets.
	#[pallet::storage]
	pub type NextPoll<T> = StorageValue<_, PollId, ValueQuery>;

	/// Every poll there ever was.
	#[pallet::storage]
	pub type Polls<T: Config> =
		StorageMap<_, Identity, PollId, Poll<BlockNumberFor<T>>, OptionQuery>;

	/// The texts of every poll.
	#[pallet::storage]
	pub type Papers<T> = StorageMap<_, Identity, PollId, Paper, OptionQuery>;

	/// The live count of each question of a poll, kept for ever.
	#[pallet::storage]
	pub type Tallies<T> = StorageDoubleMap<_, Identity, PollId, Identity, u8, Tally, OptionQuery>;

	/// The counted ballot of each alias, until pruned. Aliases are hashes of VRF outputs nobody can
	/// choose, so the map needs no hashing of its own.
	#[pallet::storage]
	pub type Ballots<T> =
		StorageDoubleMap<_, Identity, PollId, Identity, Alias, Counted, OptionQuery>;

	/// The only aliases admitted to a poll that has a panel, and those that were replaced, until
	/// pruned. At most [`veche_primitives::polls::MAX_ADMITTED`] of each.
	#[pallet::storage]
	pub type Admitted<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PollId,
		Identity,
		Alias,
		Term<BlockNumberFor<T>>,
		OptionQuery,
	>;

	/// Hash chain over all counted ballots of a poll in order, kept for ever.
	#[pallet::storage]
	pub type Digests<T> = StorageMap<_, Identity, PollId, H256, ValueQuery>;

	/// How closed polls ended, kept for ever.
	#[pallet::storage]
	pub type Outcomes<T> = StorageMap<_, Identity, PollId, PollOutcome, OptionQuery>;

	/// What falls due when: a scheduled poll opens, an open one closes, a closed one is pruned.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Identity, BlockNumberFor<T>, Identity, PollId, (), OptionQuery>;

	/// First block whose agenda may hold undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>, OptionQuery>;

	/// Polls whose ballots are being pruned.
	#[pallet::storage]
	pub type Pruning<T> = StorageMap<_, Identity, PollId, (), OptionQuery>;

	/// How long ballots stay in state after the close, in blocks.
	#[pallet::storage]
	pub type AuditWindow<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

	/// The verdict on the batch that is about to be dispatched: its hash and a refusal code for each
	/// ballot, zero for good. Written by the authorization of a batch, taken by its dispatch.
	#[pallet::storage]
	pub type Checked<T> = StorageValue<_, BatchVerdict, OptionQuery>;

	/// Start state.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// How long ballots stay in state after the close, in blocks; at least one.
		pub audit_window: BlockNumberFor<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				audit_window: 14_400u32.into(),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			AuditWindow::<T>::put(self.audit_window.max(1u32.into()));
		}
	}

	/// Enough to rebuild the whole history of a poll.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An institution asked for a poll, which will open at `opens`.
		Scheduled {
			/// The poll.
			poll: PollId,
			/// Block of opening.
			opens: BlockNumberFor<T>,
		},
		/// The opening waits: a precinct is being rebuilt, too many epochs are pinned, or the
		/// panel's epoch is not.
		OpeningDelayed {
			/// The poll.
			poll: PollId,
		},
		/// The poll takes ballots of this electorate until `closes`.
		Opened {
			/// The poll.
			poll: PollId,
			/// The pinned roll epoch.
			epoch: RollEpoch,
			/// Electors on the frozen roll.
			electors: u32,
			/// First block in which no ballot is accepted.
			closes: BlockNumberFor<T>,
		},
		/// A ballot was counted.
		Cast {
			/// The poll.
			poll: PollId,
			/// The voter's pseudonym in this poll.
			alias: Alias,
			/// The precinct of the proof.
			precinct: PrecinctId,
			/// The ballot's counter.
			counter: u32,
			/// Whether it replaced an earlier ballot of the same alias.
			replaced: bool,
		},
		/// A ballot of a batch was not counted; see [`veche_primitives::refusal`].
		Refused {
			/// Its place in the batch, from 0.
			index: u32,
			/// The poll it names.
			poll: PollId,
			/// The alias it names.
			alias: Alias,
			/// Why.
			code: u8,
		},
		/// The poll reached the count that closes it before its time.
		GoalReached {
			/// The poll.
			poll: PollId,
		},
		/// Somebody on the panel had not voted yet: a reserve votes instead.
		Substituted {
			/// The poll.
			poll: PollId,
			/// The alias whose ballots no longer count.
			out: Alias,
			/// The alias whose ballots count from this block on.
			reserve: Alias,
		},
		/// The poll closed.
		Closed {
			/// The poll.
			poll: PollId,
			/// How it ended.
			outcome: PollOutcome,
		},
		/// The ballots of the poll have left the state.
		Pruned {
			/// The poll.
			poll: PollId,
		},
	}

	/// Why a poll cannot be opened, or a ballot not be counted.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such electorate: name an existing unit or group.
		UnknownElectorate,
		/// The paper has no question: ask 1 to 8.
		NoQuestion,
		/// A question has too few or too many options: give 2 to 32, for yes/no exactly 3.
		OptionCount,
		/// A title or option is empty or not UTF-8: give each a readable text.
		UnreadableText,
		/// The poll would be open for no block: give it a longer window.
		EmptyWindow,
		/// The goal names a question or option that is not on the paper: correct it.
		UnknownGoal,
		/// A share is above the whole: give at most 1,000,000 parts per million.
		ShareTooLarge,
		/// The list of admitted aliases is empty: name at least one.
		NobodyAdmitted,
		/// There are no numbers left for polls: no more can be opened.
		TooManyPolls,
		/// The ballot cannot be counted: ask the chain why before sending it again.
		NotCounted,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::keep_agenda(now).saturating_add(Self::prune())
		}

		fn integrity_test() {
			assert!(
				T::DuePerBlock::get() > 0,
				"polls must open and close: DuePerBlock > 0"
			);
			assert!(
				T::PrunedPerBlock::get() > 0,
				"ballots must be pruned: PrunedPerBlock > 0"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Cast one ballot.
		///
		/// A general transaction: no account, no fee; the ballot's ring proof is the authority.
		///
		/// # Errors
		/// Refused before it enters a block with one of the codes of
		/// [`veche_primitives::refusal`], or as `Stale` when the counter is not higher than that of
		/// the ballot already counted for the alias.
		#[pallet::call_index(0)]
		#[pallet::authorize(Self::authorize_ballot)]
		#[pallet::weight_of_authorize(
			T::WeightInfo::authorize_cast().saturating_add(T::Electorates::verify_weight())
		)]
		pub fn cast(origin: OriginFor<T>, ballot: Ballot) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::count(&ballot).map_err(|_| Error::<T>::NotCounted)?;
			Ok(())
		}

		/// Cast up to 64 ballots, checked together at a fraction of the cost.
		///
		/// A general transaction, for relays and kiosks that collect ballots. Good ballots count; each
		/// bad one is named by an event [`Event::Refused`] and spoils no other.
		///
		/// # Errors
		/// Refused before it enters a block when it is empty or holds no countable ballot.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::cast_batch(ballots.len() as u32))]
		#[pallet::authorize(Self::authorize_batch)]
		#[pallet::weight_of_authorize(
			T::WeightInfo::authorize_cast_batch(ballots.len() as u32)
				.saturating_add(T::Electorates::verify_batch_weight(ballots.len() as u32))
		)]
		pub fn cast_batch(
			origin: OriginFor<T>,
			ballots: BoundedVec<Ballot, ConstU32<MAX_BATCH>>,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			for (index, (ballot, code)) in
				ballots.iter().zip(Self::take_verdict(&ballots)).enumerate()
			{
				let refused = match code {
					0 => Self::count(ballot).err().map(Refusal::code),
					code => Some(code),
				};
				if let Some(code) = refused {
					let content = ballot.content();
					Self::deposit_event(Event::Refused {
						index: index as u32,
						poll: content.poll,
						alias: content.alias,
						code,
					});
				}
			}
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The record of a poll.
		pub fn poll(poll: PollId) -> Option<Poll<BlockNumberFor<T>>> {
			Polls::<T>::get(poll)
		}

		/// The texts of a poll.
		pub fn paper(poll: PollId) -> Option<Paper> {
			Papers::<T>::get(poll)
		}

		/// The live (after the close: final) count of every question.
		pub fn tally(poll: PollId) -> Vec<Tally> {
			Self::tallies(poll)
		}

		/// How a closed poll ended.
		pub fn outcome(poll: PollId) -> Option<PollOutcome> {
			Outcomes::<T>::get(poll)
		}

		/// The ballot counted for an alias, while it is in state.
		pub fn ballot(poll: PollId, alias: Alias) -> Option<Counted> {
			Ballots::<T>::get(poll, alias)
		}

		/// The polls among the `limit` (at most 256) numbers from `from` that are in this phase.
		pub fn in_phase(phase: Phase, from: PollId, limit: u32) -> Vec<PollId> {
			let end = from
				.saturating_add(limit.min(256))
				.min(NextPoll::<T>::get());
			(from..end)
				.filter(|poll| Polls::<T>::get(poll).is_some_and(|record| record.phase == phase))
				.collect()
		}
	}
}
