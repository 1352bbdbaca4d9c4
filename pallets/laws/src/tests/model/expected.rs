//! The model: what must come of each event.

mod blocks;

use super::*;
use std::collections::{BTreeMap, VecDeque};
use veche_tally::{majority_met, quorum_met, share_of};

/// The number of the first bill that is only held: far from those that are passed.
const FIRST_UNDECIDED: BillId = 1_000;

/// A poll about a bill.
#[derive(Clone, Debug)]
struct Asking {
	poll: PollId,
	is_petition: bool,
	is_required: bool,
	opens: u64,
	closes: u64,
	votes: [u32; 3],
	is_enough: bool,
}

#[derive(Clone, Debug)]
enum Stage {
	Waiting,
	Asked(Asking),
	Confirmed(PollId),
}

/// A bill that a panel has passed.
#[derive(Debug)]
struct Item {
	unit: UnitId,
	deed: Deed,
	change: Option<Change>,
	due: u64,
	terms: Terms<u64>,
	stage: Stage,
	is_to_fall_due: bool,
	/// Whether its call was encoded as it no longer is.
	is_stale: bool,
	outcome: Option<(u64, Outcome)>,
}

impl Item {
	fn asking(&self) -> Option<&Asking> {
		match &self.stage {
			Stage::Asked(asking) if self.outcome.is_none() => Some(asking),
			_ => None,
		}
	}

	/// Whether the verdict of the panel stands after these votes in a referendum.
	fn stands(&self, asking: &Asking) -> bool {
		let [yes, no, abstain] = asking.votes;
		let is_valid = quorum_met(yes + no + abstain, ELECTORS, self.terms.quorum);
		match asking.is_required {
			true => is_valid && majority_met(yes, no, self.terms.majority),
			false => !is_valid || no <= yes,
		}
	}
}

/// A bill of the unit that does this.
fn made(unit: UnitId, deed: Deed, change: Option<Change>) -> TestBill {
	Bill {
		change,
		..bill(unit, deed.class(), deed.call().map(kept))
	}
}

/// What is expected of the pallet, the preimages and the bell.
pub(super) struct Model {
	items: Vec<Item>,
	/// The bills that no panel has decided on yet.
	undecided: Vec<(BillId, Deed)>,
	accepted: BillId,
	laws: Vec<LawOf<Test>>,
	queue: VecDeque<usize>,
	terms: BTreeMap<Class, Terms<u64>>,
	polls: PollId,
	tone: u32,
	casts: u32,
	refuses: bool,
	late: u64,
}

impl Model {
	pub(super) fn new() -> Self {
		Self {
			items: Vec::new(),
			undecided: Vec::new(),
			accepted: FIRST_UNDECIDED,
			laws: Vec::new(),
			queue: VecDeque::new(),
			terms: BTreeMap::from([
				(Class::Statute, TERMS),
				(Class::Parameter, TERMS),
				(Class::Upgrade, STRICT),
				(Class::Constitution, STRICT),
			]),
			polls: 0,
			tone: 0,
			casts: 0,
			refuses: false,
			late: 0,
		}
	}

	/// Do it, and expect what follows.
	pub(super) fn perform(&mut self, act: Act) {
		match act {
			Act::Pass(unit, deed, change) => self.pass(unit, deed, change),
			Act::Hold(deed) => {
				hold(self.accepted, &made(COUNTRY, deed, None));
				self.undecided.push((self.accepted, deed));
				self.accepted += 1;
			}
			Act::Release(place, twice) => {
				if let Some(place) = place.checked_rem(self.undecided.len()) {
					let (id, _) = self.undecided.remove(place);
					for _ in 0..=u8::from(twice) {
						release(id);
					}
				}
			}
			Act::Encode => {
				encode_otherwise();
				for item in &mut self.items {
					item.is_stale |= item.deed.call().is_some();
				}
			}
			Act::Petition(place, person) => self.petition(place, person),
			Act::Vote(place, votes) => self.vote(place, votes),
			Act::Change(class, terms) => {
				let may = self.may_be_set(class, terms);
				let origin = law_origin(Class::Constitution);
				assert_eq!(LawsPallet::set_params(origin, class, terms).is_ok(), may);
				if may {
					self.terms.insert(class, terms);
				}
			}
			Act::Refuse(refuses) => {
				self.refuses = refuses;
				RefusePoll::set(refuses.then_some(REFUSED));
			}
			Act::Late(blocks) => {
				self.late = blocks;
				OpenLate::set(blocks);
			}
			Act::Wait(blocks) => {
				for _ in 0..blocks {
					next_block();
					self.pass_block();
				}
			}
		}
	}

	/// Whether a law may give the class these terms, which could all work.
	fn may_be_set(&self, class: Class, terms: Terms<u64>) -> bool {
		let now = self.terms[&class];
		let needs_people = class == Class::Upgrade || class == Class::Constitution;
		let is_near = |new: u64, now: u64| 10 * new >= now && new <= 10 * now;
		(terms.referendum || !needs_people)
			&& is_near(terms.delay, now.delay)
			&& is_near(terms.voting, now.voting)
	}

	/// The law that such a bill would change, if it may.
	fn changeable(&self, unit: UnitId, class: Class, change: Change) -> Option<usize> {
		let place = (change.law() as usize).checked_sub(1)?;
		let law = self.laws.get(place)?;
		let is_allowed = class == law.class || class == Class::Constitution;
		(law.unit == unit && law.repealed_by.is_none() && is_allowed).then_some(place)
	}

	fn ask(&mut self, is_petition: bool, is_required: bool, duration: u64) -> Stage {
		let opens = System::block_number() + 1 + self.late;
		let poll = self.polls;
		self.polls += 1;
		Stage::Asked(Asking {
			poll,
			is_petition,
			is_required,
			opens,
			closes: opens + duration,
			votes: [0; 3],
			is_enough: false,
		})
	}

	fn pass(&mut self, unit: UnitId, deed: Deed, change: Option<Change>) {
		let class = deed.class();
		let terms = self.terms[&class];
		let is_good = change.is_none_or(|change| self.changeable(unit, class, change).is_some());
		let is_own = unit == COUNTRY || class == Class::Statute;
		let may = is_good && is_own && !(terms.referendum && self.refuses);
		let new = made(unit, deed, change);
		let id = self.items.len() as BillId;
		hold(id, &new);
		assert_eq!(LawsPallet::pass(id, new).is_ok(), may);
		if may {
			let stage = match terms.referendum {
				true => self.ask(false, true, terms.voting),
				false => Stage::Waiting,
			};
			self.items.push(Item {
				unit,
				deed,
				change,
				due: System::block_number() + terms.delay,
				terms,
				stage,
				is_to_fall_due: true,
				is_stale: false,
				outcome: None,
			});
		} else {
			release(id);
		}
	}

	fn petition(&mut self, place: usize, person: PersonId) {
		let Some(place) = place.checked_rem(self.items.len()) else {
			return;
		};
		let now = System::block_number();
		let item = &self.items[place];
		let is_resident = match person {
			ALES | BELA => true,
			EWA => item.unit == COUNTRY,
			_ => false,
		};
		let due = item.due;
		let may = is_resident
			&& item.outcome.is_none()
			&& matches!(item.stage, Stage::Waiting)
			&& now + 1 < due
			&& !self.refuses;
		assert_eq!(begin(person, place as BillId).is_ok(), may);
		if may {
			self.items[place].stage = self.ask(true, false, due - (now + 1));
		}
	}

	fn vote(&mut self, place: usize, votes: [u32; 3]) {
		let Some(place) = place.checked_rem(self.items.len()) else {
			return;
		};
		let now = System::block_number();
		let item = &mut self.items[place];
		let Some(poll) = item.asking().map(|asking| asking.poll) else {
			return;
		};
		let [yes, no, abstain] = votes;
		vote(poll, yes, no, abstain);
		let needed = share_of(ELECTORS, item.terms.support);
		if let Stage::Asked(asking) = &mut item.stage {
			if (asking.opens..asking.closes).contains(&now) && !asking.is_enough {
				for (sum, more) in asking.votes.iter_mut().zip(votes) {
					*sum += more;
				}
				asking.is_enough = asking.is_petition && asking.votes[0] >= needed;
			}
		}
	}

	/// Every bill ends on which no panel has decided yet.
	pub(super) fn release_all(&mut self) {
		for (id, _) in self.undecided.drain(..) {
			release(id);
		}
	}

	/// Every bill that has not ended has its call asked for exactly once.
	fn check_requests(&self) {
		let waiting = self.items.iter().filter(|item| item.outcome.is_none());
		let passed = waiting.map(|item| item.deed);
		let undecided = self.undecided.iter().map(|(_, deed)| *deed);
		let mut expected = BTreeMap::<H256, u32>::new();
		for call in passed.chain(undecided).filter_map(Deed::call) {
			*expected.entry(BlakeTwo256::hash_of(&call)).or_default() += 1;
		}
		let hashes = pallet_preimage::RequestStatusFor::<Test>::iter_keys();
		let found = hashes.map(|hash| (hash, requests(hash)));
		let found = found.filter(|(_, count)| *count > 0);
		assert_eq!(found.collect::<BTreeMap<_, _>>(), expected);
	}

	/// The pallet, the preimages and the bell are in the state that the model expects.
	pub(super) fn check(&self) {
		LawsPallet::do_try_state().unwrap();
		self.check_requests();
		for (place, item) in self.items.iter().enumerate() {
			let id = place as BillId;
			assert_eq!(LawsPallet::outcome(id), item.outcome, "{item:?}");
			let waiting = LawsPallet::pending(id).map(|passed| (passed.due, passed.phase));
			let phase = match &item.stage {
				Stage::Waiting => Phase::Waiting,
				Stage::Confirmed(poll) => Phase::Confirmed { poll: *poll },
				Stage::Asked(asking) if asking.is_petition => Phase::Petition { poll: asking.poll },
				Stage::Asked(asking) => Phase::Referendum {
					poll: asking.poll,
					required: asking.is_required,
				},
			};
			let expected = item.outcome.is_none().then_some((item.due, phase));
			assert_eq!(waiting, expected, "{item:?}");
		}
		assert_eq!(LawCount::<Test>::get() as usize, self.laws.len());
		for (number, expected) in (1..).zip(&self.laws) {
			assert_eq!(&law(number), expected);
		}
		let (head, next) = QueueEnds::<Test>::get();
		let queued = (head..next).map(|place| Queue::<Test>::get(place).unwrap() as usize);
		assert_eq!(queued.collect::<VecDeque<_>>(), self.queue);
		assert_eq!(polls_opened() as PollId, self.polls);
		assert_eq!(
			(tone(), bell::Casts::<Test>::get()),
			(self.tone, self.casts)
		);
		for (class, terms) in &self.terms {
			assert_eq!(LawsPallet::terms(*class), *terms);
		}
	}
}
