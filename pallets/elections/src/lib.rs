//! Elections: the people fill their offices.
//!
//! In order of events:
//!
//! 1. Whoever keeps the offices calls an election through
//!    [`Elections`](veche_primitives::offices::Elections): for a new office, at the end of a term,
//!    in a vacancy, after a recall. Nobody can open one by hand. The post and the numbers of that
//!    day are written into the election; later changes do not touch it.
//! 2. After [`Params::notice`] blocks *nomination* opens. Citizens of the unit or below
//!    [`stand`](Pallet::stand), with the certificate and the record that are asked for, for one
//!    election at a time. Until the vote is announced they may
//!    [withdraw](Pallet::withdraw_candidacy).
//! 3. After [`Params::nomination`] blocks the list closes. Candidates who have lost their standing,
//!    their home in the unit or their certificate are struck, and the vote is announced; it opens
//!    on the next block. Of several candidates the people choose by the office's method; about a
//!    single one they are asked yes or no. On the same paper they mark the pledges that matter
//!    most. By the name on the paper a person is known from then on, until on another
//!    ([`Names`](veche_primitives::offices::Names)).
//! 4. When the vote closes, the voting engine calls
//!    [`on_poll_closed`](OnPollClosed::on_poll_closed). If the quorum was missed, the same paper is
//!    put to the people once more, with a lower quorum; then [`Params::after_repeat`] decides.
//! 5. The first in the count who is in good standing is installed, and the others are in line for
//!    acting. A candidate who lost the standing while people voted keeps the votes but is passed
//!    over. The marks become the weights of the elected one's pledges.
//!
//! Wherever this leads to nobody (no candidate, no quorum, a no to the only one, an error), the
//! candidacies end and nomination opens for another round: see [`Setback`].
//!
//! Who calls: step 1 the offices, step 2 citizens (free within the daily quota), step 3 the
//! calendar in `on_initialize`, steps 4 and 5 the voting engine. The calendar closes a bounded
//! number of nominations per block; those that do not fit wait for the next block, but by the clock
//! nobody can stand any more. If nobody does anything, nomination goes on round after round, and
//! whoever acts in the office stays.
//!
//! Beside it must stand: people, a territory, credentials, offices, pledges, and a voting engine
//! whose callback leads here. The engine must not close polls while it opens one. Nothing is
//! counted here.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
mod nomination;
mod paper;
mod queries;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
mod voting;
pub mod weights;

pub use pallet::*;
pub use paper::{OFFICE_QUESTION, PLEDGES_QUESTION, SINGLE_OPTIONS, SINGLE_QUESTION};
pub use types::{
	Candidacy, Election, Lost, Page, Params, Phase, PledgeOption, PledgeOptions, QuorumRule,
	Setback, Slate, MAX_CANDIDATES, MAX_PLEDGE_OPTIONS,
};
pub use veche_primitives::laws::MAX_PERIOD;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::DispatchError;
use veche_primitives::{
	ballot::Title,
	credentials::Credentials,
	offices::{Candidacies, Cause, Offices, Pledges},
	people::People,
	polls::{Institution, OnPollClosed, PollOutcome, Polls},
	territory::Territory,
	ElectionId, MandateId, OfficeId, PersonId, PollId, UnitId,
};

/// Most elections on one page of [`Pallet::elections_of`] and [`Pallet::running`].
pub const MAX_PAGE: u32 = 64;
/// Most elections looked at for one page.
pub const MAX_SCAN: u32 = 1_024;

const LOG_TARGET: &str = "runtime::elections";

/// An election of this chain.
pub type ElectionOf<T> = Election<BlockNumberFor<T>>;
/// A candidacy of this chain.
pub type CandidacyOf<T> = Candidacy<BlockNumberFor<T>>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the house.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may change the numbers that govern elections.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// Who holds the certificate.
		type Credentials: Credentials;
		/// The posts to be filled.
		type Offices: Offices<BlockNumberFor<Self>>;
		/// What candidates promise.
		type Pledges: Pledges<BlockNumberFor<Self>>;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// Most nominations closed per block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// The number of the next election.
	#[pallet::storage]
	pub type NextElection<T> = StorageValue<_, ElectionId, ValueQuery>;

	/// Every election there ever was.
	#[pallet::storage]
	pub type Elections<T: Config> = StorageMap<_, Twox64Concat, ElectionId, ElectionOf<T>>;

	/// The election under way for an office.
	#[pallet::storage]
	pub type UnderWay<T> = StorageMap<_, Twox64Concat, OfficeId, ElectionId>;

	/// Candidacies: of an election under way those of the present round, of one that is done those
	/// of the round that decided, kept for ever.
	#[pallet::storage]
	pub type Candidates<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ElectionId, Twox64Concat, PersonId, CandidacyOf<T>>;

	/// The candidates of an election in order, and where the options of its paper come from; no
	/// entry as long as nobody stands. Kept as long as the candidacies.
	#[pallet::storage]
	pub type Slates<T> = StorageMap<_, Twox64Concat, ElectionId, Slate, ValueQuery>;

	/// The election under way in which a person is a candidate.
	#[pallet::storage]
	pub type RunningOf<T> = StorageMap<_, Twox64Concat, PersonId, ElectionId>;

	/// The name on the last paper a person was on, kept for ever: one entry per person who ever got
	/// so far.
	#[pallet::storage]
	pub type NameOf<T> = StorageMap<_, Twox64Concat, PersonId, Title>;

	/// The election that waits for a poll: one entry per open vote.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, ElectionId>;

	/// Which nomination ends when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, ElectionId, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The numbers that govern elections.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, Params<BlockNumberFor<T>>, ValueQuery>;

	/// The numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Periods, shares and the certificate, whose schema must exist by then.
		pub params: Params<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				self.params.is_valid(),
				"elections: a share or period cannot work"
			);
			assert!(
				Pallet::<T>::is_visible(self.params.certificate),
				"elections: the certificate is no public credential"
			);
			Parameters::<T>::put(self.params);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An election was called.
		Called {
			/// The election.
			election: ElectionId,
			/// The office it fills.
			office: OfficeId,
			/// Whose people elect.
			unit: UnitId,
			/// Why.
			cause: Cause,
			/// First block in which citizens can stand.
			opens: BlockNumberFor<T>,
			/// First block in which they no longer can.
			until: BlockNumberFor<T>,
		},
		/// A citizen stands.
		Stood {
			/// The election.
			election: ElectionId,
			/// Who.
			person: PersonId,
		},
		/// A candidate withdrew.
		Withdrew {
			/// The election.
			election: ElectionId,
			/// Who.
			person: PersonId,
		},
		/// A candidate was struck off the list when nomination ended.
		Struck {
			/// The election.
			election: ElectionId,
			/// Who.
			person: PersonId,
			/// What the candidate no longer has.
			lost: Lost,
		},
		/// The people will vote, from the next block on.
		PutToVote {
			/// The election.
			election: ElectionId,
			/// The poll on its paper.
			poll: PollId,
			/// 1 for the first vote, 2 for its repeat with the lower quorum.
			attempt: u8,
		},
		/// The people elected, and the mandate has begun.
		Elected {
			/// The election.
			election: ElectionId,
			/// The poll that decided.
			poll: PollId,
			/// Who holds the office now.
			person: PersonId,
			/// The mandate.
			mandate: MandateId,
		},
		/// Nobody was elected; all candidacies have ended, and citizens can stand again.
		NominationReopened {
			/// The election.
			election: ElectionId,
			/// Rounds of nomination so far, this one included.
			round: u32,
			/// First block in which citizens can stand no longer.
			until: BlockNumberFor<T>,
			/// Why.
			why: Setback,
		},
		/// The numbers that govern elections changed.
		ParamsChanged {
			/// For elections called from now on.
			params: Params<BlockNumberFor<T>>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Observers hold no office: only citizens can stand.
		Observer,
		/// There is no such election: look its number up among those that are running.
		UnknownElection,
		/// Nomination has not begun: stand again from its opening block on.
		NominationNotOpen,
		/// Nomination is over: wait for another round or the next election.
		NominationOver,
		/// The person is registered outside the unit: stand where you live, or for a unit above.
		OutsideUnit,
		/// The person does not hold the certificate candidates need, or it has expired or been
		/// withdrawn: get it from its issuer first.
		NoCertificate,
		/// The person's record below does not suffice for this office: serve in an office one level
		/// down first.
		NoRecord,
		/// The person is a candidate already, here or in another election: withdraw there first.
		AlreadyCandidate,
		/// The election has as many candidates as fit a paper: wait until one withdraws.
		TooManyCandidates,
		/// The name is empty or not UTF-8: give the name voters know you by.
		BadName,
		/// The person is no candidate of this election: nothing is to be withdrawn.
		NotACandidate,
		/// The vote is announced and its paper fixed: a candidacy can no longer be withdrawn.
		/// Resign if you are elected.
		TooLate,
		/// A share is above the whole, a period is zero or longer than a year of blocks of six seconds,
		/// or the repeat's quorum is above the first: correct the numbers.
		BadParams,
		/// There is no such credential, or nobody can see who holds it: name a public one, or none.
		UnknownCertificate,
		/// An election for the office is under way: wait for its end.
		AlreadyUnderWay,
		/// There is no such office: establish it first.
		UnknownOffice,
		/// No more elections can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::keep_agenda(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "no nomination would ever end");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Stand for the office an election fills. `name` is what the paper shows, `programme` the
		/// hash of a text published elsewhere.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::stand())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			election: &ElectionId,
			name: &Title,
			programme: &H256,
		| -> bool {
			T::People::is_free_for(origin, |who| {
				Pallet::<T>::do_stand(who, *election, name.clone(), *programme)
			})
		})]
		pub fn stand(
			origin: OriginFor<T>,
			election: ElectionId,
			name: Title,
			programme: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stand(&who, election, name, programme)
		}

		/// Stand no longer. Possible until the vote is announced; the pledges of the candidacy are
		/// forgotten.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw_candidacy())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, election: &ElectionId| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_withdraw(who, *election))
		})]
		pub fn withdraw_candidacy(origin: OriginFor<T>, election: ElectionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(&who, election)
		}

		/// Change the numbers that govern the elections called from now on.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(
			origin: OriginFor<T>,
			params: Params<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(params.is_valid(), Error::<T>::BadParams);
			ensure!(
				Self::is_visible(params.certificate),
				Error::<T>::UnknownCertificate
			);
			Parameters::<T>::put(params);
			Self::deposit_event(Event::ParamsChanged { params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The election with this number.
		pub fn election(id: ElectionId) -> Option<ElectionOf<T>> {
			Elections::<T>::get(id)
		}

		/// Elections for the office from number `from` on, at most `limit` and at most
		/// [`MAX_PAGE`]; the page says where to go on.
		pub fn elections_of(
			office: OfficeId,
			from: ElectionId,
			limit: u32,
		) -> Page<BlockNumberFor<T>> {
			Self::page(from, limit, |election| election.office == office)
		}

		/// Elections under way from number `from` on, at most `limit` and at most [`MAX_PAGE`]; the
		/// page says where to go on.
		pub fn running(from: ElectionId, limit: u32) -> Page<BlockNumberFor<T>> {
			Self::page(from, limit, |election| !election.phase.is_done())
		}

		/// The election under way for the office.
		pub fn under_way(office: OfficeId) -> Option<ElectionId> {
			UnderWay::<T>::get(office)
		}

		/// The candidates of the election in the order in which they stood; at most
		/// [`MAX_CANDIDATES`].
		pub fn candidates(election: ElectionId) -> Vec<(PersonId, CandidacyOf<T>)> {
			Self::candidacies(election)
		}

		/// The candidates of the election in order, and which pledge each option of its pledge
		/// questions is; none if nobody stands.
		pub fn slate(election: ElectionId) -> Option<Slate> {
			Slates::<T>::try_get(election).ok()
		}

		/// The election under way in which the person is a candidate.
		pub fn candidacy_of(person: PersonId) -> Option<ElectionId> {
			RunningOf::<T>::get(person)
		}

		/// The name on the last paper the person was on; none for one who never was on any.
		pub fn name_of(person: PersonId) -> Option<Title> {
			NameOf::<T>::get(person)
		}

		/// The numbers that govern the elections called from now on.
		pub fn params() -> Params<BlockNumberFor<T>> {
			Parameters::<T>::get()
		}
	}
}

impl<T: Config> veche_primitives::offices::Elections for Pallet<T> {
	fn call(office: OfficeId, cause: Cause) -> Result<ElectionId, DispatchError> {
		Self::do_call(office, cause).map_err(Into::into)
	}

	fn under_way(office: OfficeId) -> Option<ElectionId> {
		UnderWay::<T>::get(office)
	}
}

// Not imported: the pallet itself has a `name`, which must stay the only one in its module.
impl<T: Config> veche_primitives::offices::Names for Pallet<T> {
	fn name(person: PersonId) -> Option<Title> {
		NameOf::<T>::get(person)
	}
}

impl<T: Config> Candidacies<BlockNumberFor<T>> for Pallet<T> {
	fn nominating(election: ElectionId, person: PersonId) -> Option<BlockNumberFor<T>> {
		if !Candidates::<T>::contains_key(election, person) {
			return None;
		}
		let election = Elections::<T>::get(election)?;
		Self::check_open(&election).ok().map(|()| election.term)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_candidacy(person: PersonId) -> ElectionId {
		benchmarking::candidacy::<T>(person)
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Elections {
			return Weight::zero();
		}
		match ByPoll::<T>::take(poll) {
			Some(id) => Self::conclude(id, poll, outcome),
			None => T::DbWeight::get().reads_writes(1, 1),
		}
	}
}
