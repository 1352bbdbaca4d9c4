//! Random events lead every pledge to the mark that a small model of the rules gives it, and nothing
//! is left behind.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use veche_primitives::{offices::End, OfficeId, WHOLE};

const POSTS: [(OfficeId, UnitId); 3] = [(MAYOR, VILLAGE), (ELDER, VILLAGE), (TOWN_MAYOR, TOWN)];
const PEOPLE: [AccountId; 3] = [ALES, BELA, CIM];
/// Mandates of the model are numbered from here.
const FIRST: MandateId = 100;

#[derive(Clone, Debug)]
enum Act {
	/// Somebody takes office with pledges due after so many blocks.
	Adopt {
		office: usize,
		who: usize,
		dues: Vec<u64>,
	},
	/// Somebody pleads, the holder or one of the others.
	Plead {
		plea: Plea,
		which: usize,
		place: u8,
		is_holder: bool,
	},
	/// A mandate ends.
	End { which: usize, how: End },
	/// A poll closes.
	Close { which: usize, counts: [u32; 3] },
	/// The voting engine opens nothing, or does again.
	Refuse(bool),
	/// So many judgements may be open in a unit.
	Allow(u32),
	/// Blocks pass.
	Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
	let plea = prop::sample::select(vec![Plea::Done, Plea::Excuse]);
	let how = prop::sample::select(vec![
		End::Term,
		End::Lost,
		End::Resigned,
		End::Rose,
		End::Recalled,
		End::Replaced,
	]);
	let votes = || prop_oneof![Just(0u32), 0..10u32, 0..34u32];
	let which = 0..64usize;
	prop_oneof![
		2 => (0..POSTS.len(), 0..PEOPLE.len(), prop::collection::vec(1..60u64, 0..5))
			.prop_map(|(office, who, dues)| Act::Adopt { office, who, dues }),
		12 => (plea, which.clone(), 0..5u8, prop::bool::weighted(0.95)).prop_map(
			|(plea, which, place, is_holder)| Act::Plead { plea, which, place, is_holder }
		),
		1 => (which.clone(), how).prop_map(|(which, how)| Act::End { which, how }),
		6 => (which, votes(), votes(), votes())
			.prop_map(|(which, yes, no, neither)| Act::Close { which, counts: [yes, no, neither] }),
		1 => prop::bool::weighted(0.4).prop_map(Act::Refuse),
		1 => (1..4u32).prop_map(Act::Allow),
		5 => (1..12u64).prop_map(Act::Wait),
	]
}

/// Where a pledge stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
	Open,
	Waits(Plea, u8),
	Judged(Plea, u8),
	Final(Mark),
}

#[derive(Debug)]
struct Promised {
	due: u64,
	state: State,
	is_claimed: bool,
	is_excuse_asked: bool,
}

#[derive(Debug)]
struct Official {
	who: AccountId,
	unit: UnitId,
	ended: Option<(u64, End)>,
	pledges: Vec<Promised>,
}

/// A pledge, by its mandate and place.
type Key = (MandateId, u8);

/// The judgements of a unit.
#[derive(Default, Debug)]
struct Docket {
	open: Vec<Key>,
	waiting: VecDeque<Key>,
	/// The block on which the first who waits may be judged.
	wakes: Option<u64>,
}

struct Model {
	now: u64,
	officials: BTreeMap<MandateId, Official>,
	dockets: BTreeMap<UnitId, Docket>,
	most: usize,
	refuses: bool,
}

impl Model {
	fn new() -> Self {
		Self {
			now: System::block_number(),
			officials: BTreeMap::new(),
			dockets: BTreeMap::from([VILLAGE, TOWN].map(|unit| (unit, Docket::default()))),
			most: PARAMS.open_per_unit as usize,
			refuses: false,
		}
	}

	/// The mandate an act is about.
	fn chosen(&self, which: usize) -> Option<MandateId> {
		let count = self.officials.len();
		self.officials.keys().copied().nth(which % count.max(1))
	}

	fn pledge(&mut self, (mandate, place): Key) -> &mut Promised {
		let official = self.officials.get_mut(&mandate).unwrap();
		&mut official.pledges[usize::from(place)]
	}

	fn docket(&mut self, unit: UnitId) -> &mut Docket {
		self.dockets.get_mut(&unit).unwrap()
	}

	/// Why somebody may not plead now.
	fn objection(
		&self,
		mandate: MandateId,
		place: u8,
		plea: Plea,
		who: AccountId,
	) -> Option<Error<Test>> {
		let official = &self.officials[&mandate];
		if official.who != who {
			return Some(Error::NotYours);
		}
		if official.ended.is_some() {
			return Some(Error::MandateOver);
		}
		let Some(pledge) = official.pledges.get(usize::from(place)) else {
			return Some(Error::UnknownPledge);
		};
		match plea {
			Plea::Done if pledge.is_claimed => Some(Error::AlreadyClaimed),
			Plea::Excuse if pledge.is_excuse_asked => Some(Error::AlreadyAsked),
			_ if pledge.state != State::Open || self.now >= pledge.due => Some(Error::NotOpen),
			_ => None,
		}
	}

	fn plead(&mut self, key: Key, plea: Plea) {
		let unit = self.officials[&key.0].unit;
		let pledge = self.pledge(key);
		pledge.state = State::Waits(plea, 1);
		match plea {
			Plea::Done => pledge.is_claimed = true,
			Plea::Excuse => pledge.is_excuse_asked = true,
		}
		let docket = self.docket(unit);
		docket.waiting.push_back(key);
		if docket.waiting.len() == 1 {
			self.hear(unit);
		}
		self.look_ahead(unit);
	}

	/// The first who waits is judged if that can be.
	fn hear(&mut self, unit: UnitId) {
		let (most, refuses) = (self.most, self.refuses);
		let docket = self.docket(unit);
		if refuses || docket.open.len() >= most {
			return;
		}
		if let Some(key) = docket.waiting.pop_front() {
			docket.open.push(key);
			let pledge = self.pledge(key);
			if let State::Waits(plea, attempt) = pledge.state {
				pledge.state = State::Judged(plea, attempt);
			}
		}
	}

	/// Whether the next who waits will be heard on the next block.
	fn look_ahead(&mut self, unit: UnitId) {
		let (most, next) = (self.most, self.now + 1);
		let docket = self.docket(unit);
		if docket.wakes.is_none() && !docket.waiting.is_empty() && docket.open.len() < most {
			docket.wakes = Some(next);
		}
	}

	/// What becomes of a pledge that is due.
	fn fate(&self, (mandate, place): Key) -> Mark {
		let official = &self.officials[&mandate];
		let due = official.pledges[usize::from(place)].due;
		match official.ended {
			Some((at, how)) if at < due && [End::Lost, End::Rose, End::Replaced].contains(&how) => {
				Mark::Lapsed
			}
			_ => Mark::Broken,
		}
	}

	fn close(&mut self, key: Key, [yes, no, neither]: [u32; 3]) {
		let unit = self.officials[&key.0].unit;
		let (now, fate) = (self.now, self.fate(key));
		self.docket(unit).open.retain(|open| *open != key);
		let pledge = self.pledge(key);
		let State::Judged(plea, attempt) = pledge.state else {
			panic!("{key:?} is not judged but {:?}", pledge.state)
		};
		let is_enough = (yes + no + neither) * WHOLE >= ELECTORS * PARAMS.quorum;
		if attempt == 1 && !is_enough {
			pledge.state = State::Waits(plea, 2);
			self.docket(unit).waiting.push_front(key);
			self.hear(unit);
		} else {
			pledge.state = match plea {
				Plea::Done if yes + no == 0 => State::Final(Mark::Unjudged),
				Plea::Done if yes > no => State::Final(Mark::Kept),
				Plea::Done => State::Final(Mark::Broken),
				Plea::Excuse if yes > no => State::Final(Mark::Excused),
				Plea::Excuse if now < pledge.due => State::Open,
				Plea::Excuse => State::Final(fate),
			};
		}
		self.look_ahead(unit);
	}

	fn next_block(&mut self) {
		self.now += 1;
		for key in self.keys() {
			let fate = self.fate(key);
			let now = self.now;
			let pledge = self.pledge(key);
			if pledge.state == State::Open && pledge.due == now {
				pledge.state = State::Final(fate);
			}
		}
		for unit in [VILLAGE, TOWN] {
			let now = self.now;
			let docket = self.docket(unit);
			if docket.wakes == Some(now) {
				docket.wakes = None;
				self.hear(unit);
				self.look_ahead(unit);
			}
		}
	}

	/// Every pledge there is.
	fn keys(&self) -> Vec<Key> {
		let officials = self.officials.iter();
		officials
			.flat_map(|(mandate, official)| {
				(0u8..)
					.zip(&official.pledges)
					.map(|(place, _)| (*mandate, place))
			})
			.collect()
	}

	/// The chain says the same of everything.
	fn check(&self) {
		for (mandate, official) in &self.officials {
			let checklist = PledgesPallet::checklist(*mandate);
			assert_eq!(checklist.len(), official.pledges.len());
			let mut sum = (0, 0);
			for (pledge, promised) in checklist.iter().zip(&official.pledges) {
				let state = match pledge.mark {
					Mark::Open => State::Open,
					Mark::Waiting(plea) => match promised.state {
						State::Waits(_, attempt) => State::Waits(plea, attempt),
						other => panic!("{pledge:?} waits, by the model it is {other:?}"),
					},
					Mark::Judging { plea, attempt, .. } => State::Judged(plea, attempt),
					mark => State::Final(mark),
				};
				assert_eq!(state, promised.state, "{pledge:?}");
				assert_eq!(
					(pledge.claim.is_some(), pledge.excuse.is_some()),
					(promised.is_claimed, promised.is_excuse_asked)
				);
				match promised.state {
					State::Final(Mark::Kept) => sum.0 += 1,
					State::Final(Mark::Broken) => sum.1 += 1,
					_ => (),
				}
			}
			let promises = PledgesPallet::promises(*mandate);
			assert_eq!((promises.kept, promises.broken), sum);
		}
		for (unit, docket) in &self.dockets {
			let all: Vec<Key> = docket.open.iter().chain(&docket.waiting).copied().collect();
			let shown = PledgesPallet::judgements(*unit);
			assert_eq!(shown, all[..all.len().min(MAX_PAGE as usize)]);
			assert_eq!(OpenIn::<Test>::get(unit).len(), docket.open.len());
		}
	}

	/// Do it on the chain and in the model.
	fn perform(&mut self, act: Act) {
		match act {
			Act::Adopt { office, who, dues } => {
				let mandate = FIRST + self.officials.len() as MandateId;
				let (office, unit) = POSTS[office];
				begin(mandate, office, PEOPLE[who]);
				begin_with(mandate, &dues);
				let promised = |due: u64| Promised {
					due: self.now + due,
					state: State::Open,
					is_claimed: false,
					is_excuse_asked: false,
				};
				let official = Official {
					who: PEOPLE[who],
					unit,
					ended: None,
					pledges: dues.into_iter().map(promised).collect(),
				};
				self.officials.insert(mandate, official);
			}
			Act::Plead {
				plea,
				which,
				place,
				is_holder,
			} => {
				let Some(mandate) = self.chosen(which) else {
					return;
				};
				let holder = self.officials[&mandate].who;
				let other = PEOPLE.into_iter().find(|who| *who != holder).unwrap();
				let who = if is_holder { holder } else { other };
				let objection = self.objection(mandate, place, plea, who);
				let call = match plea {
					Plea::Done => claim_call(mandate, place),
					Plea::Excuse => excuse_call(mandate, place),
				};
				let origin = RuntimeOrigin::signed(who);
				assert_eq!(call.is_feeless(&origin), objection.is_none());
				let done = call.dispatch_bypass_filter(origin);
				let refused = done.err().map(|refused| refused.error);
				assert_eq!(refused, objection.map(DispatchError::from));
				if refused.is_none() {
					self.plead((mandate, place), plea);
				}
			}
			Act::End { which, how } => {
				let Some(mandate) = self.chosen(which) else {
					return;
				};
				let now = self.now;
				let official = self.officials.get_mut(&mandate).unwrap();
				if official.ended.is_none() {
					official.ended = Some((now, how));
					end(mandate, how);
				}
			}
			Act::Close { which, counts } => {
				let mut open: Vec<_> = ByPoll::<Test>::iter().collect();
				open.sort_unstable();
				if open.is_empty() {
					return;
				}
				let (poll, key) = open[which % open.len()];
				close(poll, counts);
				self.close(key, counts);
			}
			Act::Refuse(refuses) => {
				self.refuses = refuses;
				RefuseToOpen::set(refuses.then_some(DispatchError::Unavailable));
			}
			Act::Allow(most) => {
				self.most = most as usize;
				allow(most);
			}
			Act::Wait(blocks) => {
				for _ in 0..blocks {
					next_block();
					self.next_block();
				}
			}
		}
	}

	/// Everybody answers until nothing is open, and every pledge falls due.
	fn wind_up(&mut self) {
		self.perform(Act::Refuse(false));
		while ByPoll::<Test>::iter().next().is_some() || Queues::<Test>::iter().next().is_some() {
			let counts = [20, 10, 0];
			self.perform(Act::Close { which: 0, counts });
			self.perform(Act::Wait(1));
			assert!(self.now < 100_000, "a plea is never judged");
		}
		self.perform(Act::Wait(61));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(192))]

	#[test]
	fn random_events_lead_to_the_marks_of_the_model(acts in prop::collection::vec(act(), 1..120)) {
		ExtBuilder::default().build_and_execute(|| {
			// So many that the calendar never lags.
			DuePerBlock::set(10_000);
			let mut model = Model::new();
			for act in acts {
				model.perform(act);
				model.check();
				PledgesPallet::do_try_state().unwrap();
			}
			model.wind_up();
			model.check();
			assert_all_judged();
			assert_eq!(Agenda::<Test>::iter().count(), 0);
			for key in model.keys() {
				assert!(matches!(model.pledge(key).state, State::Final(_)), "{key:?} has no mark");
			}
		});
	}

	/// However slow the calendar is: the same bounds hold, and nothing stands still.
	#[test]
	fn random_events_keep_the_invariants_when_the_calendar_lags(
		acts in prop::collection::vec(act(), 1..80),
		due_per_block in 1..4u32,
	) {
		ExtBuilder::default().build_and_execute(|| {
			DuePerBlock::set(due_per_block);
			let mut begun = FIRST;
			for act in acts {
				match act {
					Act::Adopt { office, who, dues } => {
						begin(begun, POSTS[office].0, PEOPLE[who]);
						begin_with(begun, &dues);
						begun += 1;
					}
					Act::Plead { plea, which, place, .. } if begun > FIRST => {
						let mandate = FIRST + which as MandateId % (begun - FIRST);
						let call = match plea {
							Plea::Done => claim_call(mandate, place),
							Plea::Excuse => excuse_call(mandate, place),
						};
						let _ = call.dispatch_bypass_filter(RuntimeOrigin::signed(holder(mandate)));
					}
					Act::Close { which, counts } => {
						let open: Vec<_> = ByPoll::<Test>::iter_keys().collect();
						if let Some(poll) = open.get(which % open.len().max(1)) {
							close(*poll, counts);
						}
					}
					Act::Refuse(refuses) => {
						RefuseToOpen::set(refuses.then_some(DispatchError::Unavailable));
					}
					Act::Wait(blocks) => run_to(System::block_number() + blocks),
					_ => (),
				}
				PledgesPallet::do_try_state().unwrap();
				for open in OpenIn::<Test>::iter_values() {
					assert!(open.len() <= PARAMS.open_per_unit as usize);
				}
			}
			RefuseToOpen::set(None);
			while ByPoll::<Test>::iter().next().is_some() || Queues::<Test>::iter().next().is_some() {
				if let Some(poll) = ByPoll::<Test>::iter_keys().next() {
					close(poll, [20, 10, 0]);
				}
				next_block();
				assert!(System::block_number() < 100_000, "a plea is never judged");
			}
			run_to(System::block_number() + 1_000);
			assert_all_judged();
			assert_eq!(Agenda::<Test>::iter().count(), 0);
		});
	}
}
