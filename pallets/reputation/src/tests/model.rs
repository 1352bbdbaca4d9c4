//! Random events agree with a model that counts blocks one by one, keeps everything and sums it up
//! anew each time.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The offices, and the level of the unit of each.
const OFFICES: [(OfficeId, UnitId, u8); 4] = [
	(HEAD, VILLAGE, 3),
	(MEMBER, VILLAGE, 3),
	(DISTRICT_HEAD, DISTRICT, 2),
	(COUNTRY_HEAD, COUNTRY, 0),
];

#[derive(Clone, Debug)]
enum Act {
	Install(OfficeId, PersonId),
	Suspend(OfficeId, Option<PersonId>),
	Vacate(OfficeId, Option<PersonId>),
	Hold(OfficeId),
	/// Of those under way the one at this place.
	Close(usize, [(u32, u32); 2]),
	Refuse(bool),
	SetParams(Option<u8>, Params<u64>),
	Wait(u64),
}

fn office() -> impl Strategy<Value = OfficeId> {
	(0..OFFICES.len()).prop_map(|place| OFFICES[place].0)
}

fn acting() -> impl Strategy<Value = Option<PersonId>> {
	prop::sample::select(vec![None, Some(DEPUTY), Some(21)])
}

fn answers() -> impl Strategy<Value = (u32, u32)> {
	prop_oneof![
		6 => prop::sample::select(vec![GOOD, SUNK, FEW, CLOSE, (19, 81), (49, 51), (51, 49)]),
		1 => Just((0, 0)),
		3 => (0..600u32, 0..400u32),
	]
}

fn params() -> impl Strategy<Value = Params<u64>> {
	let rule = prop::sample::select(vec![
		PARAMS.rule,
		ConfidenceRule {
			min_turnout: 20_000,
			sure_turnout: 20_000,
			margin: 0,
		},
		ConfidenceRule {
			min_turnout: 50_000,
			sure_turnout: 900_000,
			margin: 300_000,
		},
	]);
	(50..120u64, 24..50u64, 1..22u64, 0..60u64, rule).prop_map(
		|(period, fast_period, voting, grace, rule)| Params {
			period,
			fast_period,
			voting,
			grace,
			rule,
		},
	)
}

fn act() -> impl Strategy<Value = Act> {
	let person = prop::sample::select(vec![ALES, BELA, CIM]);
	let level = prop::sample::select(vec![None, Some(0), Some(2), Some(3)]);
	prop_oneof![
		5 => (office(), person).prop_map(|(office, person)| Act::Install(office, person)),
		2 => (office(), acting()).prop_map(|(office, acting)| Act::Suspend(office, acting)),
		2 => (office(), acting()).prop_map(|(office, acting)| Act::Vacate(office, acting)),
		4 => office().prop_map(Act::Hold),
		9 => (0..4usize, answers(), answers())
			.prop_map(|(which, one, two)| Act::Close(which, [one, two])),
		1 => prop::bool::weighted(0.3).prop_map(Act::Refuse),
		1 => (level, params()).prop_map(|(level, params)| Act::SetParams(level, params)),
		9 => prop_oneof![1..5u64, 20..130u64].prop_map(Act::Wait),
	]
}

/// A round under way, as the model knows it.
#[derive(Clone, PartialEq, Debug)]
struct Asking {
	number: u32,
	kind: Kind,
	called: u64,
	rule: ConfidenceRule,
	about: Vec<(PersonId, Capacity, Ppm)>,
}

/// An office, as the model knows it.
#[derive(Default)]
struct Place {
	unit: u64,
	level: u8,
	date: u64,
	rounds: u32,
	asking: Option<Asking>,
	is_owed: bool,
}

/// What came of one question about a mandate: rating, turnout and least turnout; none if too few
/// answered.
type Answered = Option<(Ppm, Ppm, Ppm)>;

struct Model {
	places: BTreeMap<OfficeId, Place>,
	params: Params<u64>,
	levels: BTreeMap<u8, Params<u64>>,
	told: Vec<(OfficeId, PersonId, Option<Ppm>)>,
	answered: Vec<(MandateId, bool, Answered)>,
	over: u32,
	refuses: bool,
}

/// What somebody is to an office now.
fn about(office: OfficeId) -> Vec<(PersonId, Capacity)> {
	let holder = |mandate| MockMandates::mandate(mandate).unwrap().person;
	match seat(office) {
		Seat::Incumbent { mandate } => vec![(holder(mandate), Capacity::Incumbent(mandate))],
		Seat::Suspended { mandate, acting } => {
			let mut about = vec![(holder(mandate), Capacity::Suspended(mandate))];
			about.extend(acting.map(|person| (person, Capacity::Acting)));
			about
		}
		Seat::Acting { person } => vec![(person, Capacity::Acting)],
		Seat::Vacant => vec![],
	}
}

/// A share in parts per million, rounded down.
fn per_million(part: u32, whole: u32) -> Ppm {
	(u64::from(part) * 1_000_000 / u64::from(whole)) as Ppm
}

impl Model {
	/// Of no office.
	fn empty() -> Self {
		Self {
			places: BTreeMap::new(),
			params: PARAMS,
			levels: BTreeMap::new(),
			told: Vec::new(),
			answered: Vec::new(),
			over: 0,
			refuses: false,
		}
	}

	/// Of the house as it is built.
	fn new() -> Self {
		let mut model = Self::empty();
		for (office, unit, level) in OFFICES {
			let place = Place {
				unit: unit.into(),
				level,
				..Place::default()
			};
			model.places.insert(office, place);
			model.put_date(office);
		}
		model
	}

	fn params(&self, office: OfficeId) -> Params<u64> {
		let level = self.places[&office].level;
		self.levels.get(&level).copied().unwrap_or(self.params)
	}

	fn place(&mut self, office: OfficeId) -> &mut Place {
		self.places.get_mut(&office).unwrap()
	}

	/// The first block from the next one on that is a date.
	fn put_date(&mut self, office: OfficeId) {
		let params = self.params(office);
		let period = match seat(office) {
			Seat::Suspended { .. } => params.fast_period,
			_ => params.period,
		};
		let unit = self.places[&office].unit;
		let now = System::block_number();
		let is_date = |block: &u64| block % period == unit % period;
		self.place(office).date = (now + 1..).find(is_date).unwrap();
	}

	/// Whether a round could be called about these.
	fn ask(
		&mut self,
		office: OfficeId,
		kind: Kind,
		rule: ConfidenceRule,
		about: Vec<(PersonId, Capacity, Ppm)>,
	) -> bool {
		if about.is_empty() || self.refuses {
			return false;
		}
		let place = self.place(office);
		place.rounds += 1;
		place.asking = Some(Asking {
			number: place.rounds,
			kind,
			called: System::block_number(),
			rule,
			about,
		});
		true
	}

	/// Whether a round could be called about whoever sits there.
	fn ask_about_seat(&mut self, office: OfficeId, kind: Kind) -> bool {
		let params = self.params(office);
		let is_new = |mandate| {
			let since = MockMandates::mandate(mandate).unwrap().since;
			System::block_number() < since + params.grace
		};
		let about = about(office)
			.into_iter()
			.filter(|(_, capacity)| match capacity {
				Capacity::Incumbent(mandate) => kind != Kind::Regular || !is_new(*mandate),
				_ => true,
			})
			.map(|(person, capacity)| {
				let threshold = match capacity {
					Capacity::Suspended(_) => REINSTATE_AT,
					_ => SUSPEND_BELOW,
				};
				(person, capacity, threshold)
			})
			.collect();
		self.ask(office, kind, params.rule, about)
	}

	fn pass_block(&mut self) {
		let now = System::block_number();
		for (office, ..) in OFFICES {
			if self.places[&office].date == now {
				if self.places[&office].asking.is_none() {
					self.ask_about_seat(office, Kind::Regular);
				}
				self.put_date(office);
			}
		}
	}

	/// Close the poll of the office's round, in the house and in the model.
	fn close(&mut self, office: OfficeId, answers: &[(u32, u32)]) {
		let asking = self.place(office).asking.take().unwrap();
		let rule = asking.rule;
		let judged: Vec<_> = asking.about.iter().zip(answers).collect();
		let enough = |count: u32, share: Ppm| {
			u64::from(count) * 1_000_000 >= u64::from(ELECTORS) * u64::from(share)
		};
		// For each question: its rating if enough people answered, and whether that is unclear.
		let verdicts: Vec<(Option<Ppm>, bool)> = judged
			.iter()
			.map(|((_, capacity, threshold), (yes, no))| {
				let count = yes + no;
				if count == 0 || !enough(count, rule.min_turnout) {
					return (None, false);
				}
				let rating = per_million(*yes, count);
				let distance = i64::from(rating) - i64::from(*threshold);
				let would_happen = match capacity {
					Capacity::Suspended(_) => distance >= 0,
					_ => distance < 0,
				};
				let is_close = would_happen && distance.abs() < i64::from(rule.margin);
				let is_sure = asking.kind == Kind::Repeat || enough(count, rule.sure_turnout);
				(Some(rating), is_close && !is_sure)
			})
			.collect();
		let is_unclear = verdicts.iter().any(|(_, is_unclear)| *is_unclear);
		let there = about(office);
		let poll = current(office).unwrap().poll;
		close_poll(poll, answers);
		self.over += 1;
		if is_unclear {
			for (((_, capacity, _), (yes, no)), (rating, _)) in judged.iter().zip(&verdicts) {
				let turnout = per_million(yes + no, ELECTORS);
				if let (Some(mandate), Some(rating)) = (capacity.mandate(), rating) {
					let said = (*rating, turnout, rule.min_turnout);
					self.answered.push((mandate, false, Some(said)));
				}
			}
			let mut left = asking.about.clone();
			left.retain(|(person, capacity, _)| there.contains(&(*person, *capacity)));
			let is_anybody_left = !left.is_empty();
			if self.ask(office, Kind::Repeat, rule, left) {
				self.put_date(office);
				return;
			}
			if is_anybody_left {
				for (person, ..) in &asking.about {
					self.told.push((office, *person, None));
				}
			}
		} else {
			for (((person, capacity, _), (yes, no)), (rating, _)) in judged.iter().zip(&verdicts) {
				self.told.push((office, *person, *rating));
				if let Capacity::Incumbent(mandate) | Capacity::Suspended(mandate) = capacity {
					let turnout = per_million(yes + no, ELECTORS);
					let answered = rating.map(|rating| (rating, turnout, rule.min_turnout));
					self.answered.push((*mandate, true, answered));
				}
			}
		}
		self.put_date(office);
		if std::mem::take(&mut self.place(office).is_owed) {
			self.ask_about_seat(office, Kind::Extraordinary);
		}
	}

	fn perform(&mut self, act: Act) {
		match act {
			Act::Install(office, person) => {
				install(office, person);
			}
			Act::Suspend(office, acting) => {
				if let Seat::Incumbent { mandate } = seat(office) {
					set_seat(office, Seat::Suspended { mandate, acting });
				}
			}
			Act::Vacate(office, acting) => vacate(office, acting),
			Act::Hold(office) => {
				let is_expected = if self.places[&office].asking.is_some() {
					self.place(office).is_owed = true;
					true
				} else {
					self.ask_about_seat(office, Kind::Extraordinary)
				};
				assert_eq!(ReputationPallet::hold(office).is_ok(), is_expected);
			}
			Act::Close(which, answers) => {
				let is_asking = |(_, place): &(&OfficeId, &Place)| place.asking.is_some();
				let office = self.places.iter().filter(is_asking).nth(which);
				if let Some(office) = office.map(|(office, _)| *office) {
					self.close(office, &answers);
				}
			}
			Act::Refuse(refuses) => {
				self.refuses = refuses;
				RefuseToOpen::set(refuses.then_some(DispatchError::Unavailable));
			}
			Act::SetParams(level, params) => {
				assert_ok!(ReputationPallet::set_params(
					RuntimeOrigin::root(),
					level,
					params
				));
				match level {
					Some(level) => {
						self.levels.insert(level, params);
					}
					None => self.params = params,
				}
			}
			Act::Wait(blocks) => {
				for _ in 0..blocks {
					run_to(System::block_number() + 1);
					self.pass_block();
				}
			}
		}
	}

	/// The sum of everything that was answered about each mandate.
	fn standings(&self) -> BTreeMap<MandateId, Standing> {
		let mut standings = BTreeMap::<MandateId, Standing>::new();
		for (mandate, is_final, answered) in &self.answered {
			let standing = standings.entry(*mandate).or_default();
			standing.rounds += u32::from(*is_final);
			if let Some((rating, turnout, least)) = answered {
				let weight = u64::from(turnout - least);
				if *is_final {
					standing.valid += 1;
					standing.last = Some(*rating);
				}
				standing.score.weight += weight;
				standing.score.support += weight * u64::from(*rating);
			}
		}
		standings
	}

	/// The house is what the model expects.
	fn check(&self) {
		ReputationPallet::do_try_state().unwrap();
		for (office, place) in &self.places {
			assert_eq!(date(*office), place.date, "date of {office}");
			assert_eq!(CountIn::<Test>::get(office), place.rounds);
			assert_eq!(Owed::<Test>::contains_key(office), place.is_owed);
			let asking = current(*office).map(|round| Asking {
				number: round.number,
				kind: round.kind,
				called: round.called,
				rule: round.rule,
				about: round
					.asked
					.iter()
					.map(|asked| (asked.person, asked.capacity, asked.threshold))
					.collect(),
			});
			assert_eq!(asking, place.asking, "round of {office}");
			let is_under_way = place.asking.is_some();
			assert_eq!(ReputationPallet::is_under_way(*office), is_under_way);
		}
		let told: Vec<_> = told()
			.into_iter()
			.map(|(office, asked, rating)| (office, asked.person, rating))
			.collect();
		assert_eq!(told, self.told);
		let standings: BTreeMap<_, _> = Standings::<Test>::iter().collect();
		assert_eq!(standings, self.standings());
		assert_eq!(RoundsIn::<Test>::iter().count() as u32, self.over);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn random_events_agree_with_the_model(acts in prop::collection::vec(act(), 1..60)) {
		ExtBuilder::default().build_and_execute(|| {
			DuePerBlock::set(200);
			let mut model = Model::new();
			for act in acts {
				model.perform(act);
				model.check();
			}
		});
	}

	#[test]
	fn random_events_keep_the_invariants_when_the_agenda_lags(
		acts in prop::collection::vec(act(), 1..60),
	) {
		ExtBuilder::default()
			.offices((0..40).map(|office| (office, VILLAGE)).collect())
			.build_and_execute(|| {
				DuePerBlock::set(1);
				for act in acts {
					lagging(act);
					ReputationPallet::do_try_state().unwrap();
				}
				// With time, every office has a date to come again.
				DuePerBlock::set(8);
				run_to(System::block_number() + 400);
				let now = System::block_number();
				assert!((0..40).all(|office| date(office) + 10 > now));
			});
	}

	#[test]
	fn next_date_is_the_first_block_of_the_unit(
		now in 0..10_000u64,
		unit in 0..10_000u64,
		period in 1..2_000u64,
	) {
		let date = crate::calendar::next_date(now, unit, period);
		assert_eq!(date % period, unit % period);
		assert!(date > now && date <= now + period);
	}
}

/// Do it; what comes of it does not matter, the state after it does.
fn lagging(act: Act) {
	match act {
		Act::Hold(office) => {
			let _ = ReputationPallet::hold(office);
		}
		Act::Close(which, answers) => {
			if let Some(poll) = ByPoll::<Test>::iter_keys().nth(which) {
				close_poll(poll, &answers);
			}
		}
		Act::Wait(blocks) => run_to(System::block_number() + blocks),
		// These are the same whatever the house is like.
		other => Model::empty().perform(other),
	}
}
