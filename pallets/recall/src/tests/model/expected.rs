//! The model: what must come of each event.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// The offices, the levels of their units, and whose homes are in them.
pub(super) const OFFICES: [(OfficeId, u8, &[PersonId]); 2] = [
	(VILLAGE_HEAD, 3, &[ALES, BELA, CIM]),
	(DISTRICT_HEAD, 2, &[ALES, BELA, CIM, EWA]),
];

/// A suspension that lasts.
#[derive(Clone, Copy, Debug)]
struct Trial {
	case: usize,
	deadline: u64,
	reinstate_at: Ppm,
}

#[derive(Clone, Copy, Debug)]
struct Holder {
	mandate: MandateId,
	person: PersonId,
	trial: Option<Trial>,
}

/// Whom a round asks about.
#[derive(Clone, Copy, PartialEq, Debug)]
enum About {
	Incumbent(MandateId),
	Suspended(MandateId),
	Acting(PersonId),
}

#[derive(Debug)]
struct Signing {
	poll: PollId,
	share: Ppm,
	open: std::ops::Range<u64>,
	supporters: BTreeSet<u32>,
	is_enough: bool,
}

/// What the model knows of an office.
#[derive(Default, Debug)]
struct Desk {
	level: u8,
	holder: Option<Holder>,
	acting: Option<PersonId>,
	round: Option<Vec<(About, Ppm)>>,
	is_owed: bool,
	signing: Option<Signing>,
	rest_until: u64,
}

impl Desk {
	fn is_waited_for(&self) -> bool {
		self.round.is_some() || self.is_owed
	}

	/// Whether somebody is suspended whose time is over.
	fn is_over(&self, now: u64) -> bool {
		let trial = self.holder.and_then(|holder| holder.trial);
		trial.is_some_and(|trial| trial.deadline <= now)
	}

	/// A round that begins now, if there is anybody to ask about.
	fn ask(&mut self, params: &Params<u64>) {
		let mut about = Vec::new();
		match self.holder {
			Some(Holder {
				mandate,
				trial: Some(trial),
				..
			}) => about.push((About::Suspended(mandate), trial.reinstate_at)),
			Some(Holder { mandate, .. }) => {
				about.push((About::Incumbent(mandate), params.suspend_below));
			}
			None => (),
		}
		let acting = self.acting.map(About::Acting);
		about.extend(acting.map(|acting| (acting, params.suspend_below)));
		self.round = Some(about).filter(|about| !about.is_empty());
	}
}

/// What is expected of the pallet and the house.
pub(super) struct Model {
	desks: BTreeMap<OfficeId, Desk>,
	params: Params<u64>,
	levels: BTreeMap<u8, Params<u64>>,
	cases: Vec<Option<Outcome>>,
	recalls: BTreeMap<PersonId, u32>,
	mandates: MandateId,
	polls: PollId,
	refuses: bool,
}

impl Model {
	pub(super) fn new() -> Self {
		let desk = |level| Desk {
			level,
			..Desk::default()
		};
		Self {
			desks: OFFICES.map(|(id, level, _)| (id, desk(level))).into(),
			params: PARAMS,
			levels: BTreeMap::new(),
			cases: Vec::new(),
			recalls: BTreeMap::new(),
			mandates: 0,
			polls: 0,
			refuses: false,
		}
	}

	fn desk(&mut self, office: OfficeId) -> &mut Desk {
		self.desks.get_mut(&office).unwrap()
	}

	fn params_of(&mut self, office: OfficeId) -> Params<u64> {
		let level = self.desk(office).level;
		self.levels.get(&level).copied().unwrap_or(self.params)
	}

	/// Do it, and expect what follows.
	pub(super) fn perform(&mut self, act: Act) {
		let now = System::block_number();
		match act {
			Act::Elect(office, person) => {
				let mandate = elect(office, person, &PEOPLE);
				assert_eq!(mandate, self.mandates);
				self.leave(office, End::Replaced);
				for (other, ..) in OFFICES {
					let holder = self.desk(other).holder;
					if holder.is_some_and(|holder| holder.person == person) {
						self.leave(other, End::Rose);
					}
				}
				self.desk(office).holder = Some(Holder {
					mandate,
					person,
					trial: None,
				});
				self.mandates += 1;
			}
			Act::End(office, how) => {
				if let Some(holder) = self.desk(office).holder {
					end(holder.mandate, how);
					self.leave(office, how);
				}
			}
			Act::Call(office) => {
				let params = self.params_of(office);
				if !self.desk(office).is_waited_for() {
					call_round(office);
					self.desk(office).ask(&params);
				}
			}
			Act::Conclude(office, ratings) => {
				if let Some(round) = self.desk(office).round.take() {
					conclude(office, &ratings);
					for ((about, threshold), rating) in round.into_iter().zip(ratings) {
						if let Some(rating) = rating.filter(|_| !self.refuses) {
							self.rated(office, about, rating, threshold);
						}
					}
					self.look_who_acts();
					if std::mem::take(&mut self.desk(office).is_owed) {
						let params = self.params_of(office);
						self.desk(office).ask(&params);
					}
				}
			}
			Act::Explain(office, person) => {
				let holder = self.desk(office).holder;
				let may =
					holder.is_some_and(|holder| holder.person == person && holder.trial.is_some());
				assert_eq!(explain(person, office, words(3)).is_ok(), may);
			}
			Act::Petition(office, person) => self.petition(office, person),
			Act::Support(office, elector) => {
				if let Some(signing) = &mut self.desk(office).signing {
					support(signing.poll, elector);
					if signing.open.contains(&now) && !signing.is_enough {
						signing.supporters.insert(elector);
						let supporters = signing.supporters.len() as u64;
						let needed = u64::from(signing.share) * u64::from(ELECTORS);
						signing.is_enough = supporters * u64::from(WHOLE) >= needed;
					}
				}
			}
			Act::Withdraw(office, elector) => {
				if let Some(signing) = &mut self.desk(office).signing {
					withdraw_support(signing.poll, elector);
					signing.supporters.remove(&elector);
				}
			}
			Act::Change(level, params) => {
				let origin = RuntimeOrigin::root();
				assert_ok!(RecallPallet::set_params(origin, level, params));
				match level {
					None => self.params = params,
					Some(level) => {
						self.levels.insert(level, params);
					}
				}
			}
			Act::Refuse(refuses) => {
				self.refuses = refuses;
				RefuseTenure::set(refuses.then_some(REFUSED));
			}
			Act::Wait(blocks) => {
				for _ in 0..blocks {
					next_block();
					self.pass_block();
					self.look_who_acts();
				}
			}
		}
		self.look_who_acts();
	}

	fn look_who_acts(&mut self) {
		for (office, desk) in &mut self.desks {
			desk.acting = seat(*office).acting();
		}
	}

	/// The holder is gone; if suspended, this is a recall, unless by death and the like.
	fn leave(&mut self, office: OfficeId, how: End) {
		let Some(holder) = self.desk(office).holder.take() else {
			return;
		};
		if let Some(trial) = holder.trial {
			self.cases[trial.case] = Some(match how {
				End::Recalled => Outcome::Recalled,
				how => Outcome::Ended(how),
			});
			if how != End::Lost {
				*self.recalls.entry(holder.person).or_default() += 1;
			}
		}
	}

	fn rated(&mut self, office: OfficeId, about: About, rating: Ppm, threshold: Ppm) {
		let params = self.params_of(office);
		let case = self.cases.len();
		let desk = self.desk(office);
		match (about, &mut desk.holder) {
			(About::Incumbent(mandate), Some(holder))
				if holder.mandate == mandate && holder.trial.is_none() && rating < threshold =>
			{
				holder.trial = Some(Trial {
					case,
					deadline: System::block_number() + params.recovery,
					reinstate_at: params.reinstate_at,
				});
				self.cases.push(None);
			}
			(About::Suspended(mandate), Some(holder))
				if holder.mandate == mandate && rating >= threshold =>
			{
				if let Some(trial) = holder.trial.take() {
					desk.acting = None;
					self.cases[trial.case] = Some(Outcome::Reinstated(rating));
				}
			}
			(About::Acting(person), _) if desk.acting == Some(person) && rating < threshold => {
				assert_ne!(
					seat(office).acting(),
					Some(person),
					"who acts has stepped back"
				);
			}
			(About::Acting(person), _) if desk.acting == Some(person) => {
				assert_eq!(seat(office).acting(), Some(person), "who acts goes on");
			}
			_ => (),
		}
	}

	fn petition(&mut self, office: OfficeId, person: PersonId) {
		let now = System::block_number();
		let params = self.params_of(office);
		let is_resident = OFFICES
			.iter()
			.any(|(id, _, homes)| *id == office && homes.contains(&person));
		let poll = self.polls;
		let desk = self.desk(office);
		let may = is_resident
			&& (desk.holder.is_some() || desk.acting.is_some())
			&& desk.signing.is_none()
			&& desk.rest_until <= now
			&& !desk.is_over(now);
		assert_eq!(begin(person, office).is_ok(), may);
		if may {
			desk.signing = Some(Signing {
				poll,
				share: params.petition_share,
				open: now + 1..now + 1 + params.petition_window,
				supporters: BTreeSet::new(),
				is_enough: false,
			});
			self.polls += 1;
		}
	}

	/// At the beginning of a block petitions close, then deadlines fall.
	fn pass_block(&mut self) {
		let now = System::block_number();
		for (office, ..) in OFFICES {
			let params = self.params_of(office);
			let desk = self.desk(office);
			let closes = |signing: &mut Signing| signing.is_enough || signing.open.end <= now;
			let closed = desk.signing.take_if(closes);
			if closed.is_some_and(|signing| signing.is_enough) && !desk.is_over(now) {
				if desk.round.is_some() {
					desk.is_owed = true;
				} else {
					desk.ask(&params);
				}
				if desk.is_waited_for() {
					desk.rest_until = now + params.rest;
				}
			}
		}
		for (office, ..) in OFFICES {
			let desk = self.desk(office);
			if desk.is_over(now) && !desk.is_waited_for() && !self.refuses {
				self.leave(office, End::Recalled);
			}
		}
	}

	/// The pallet and the house are in the state that the model expects.
	pub(super) fn check(&self) {
		RecallPallet::do_try_state().unwrap();
		let now = System::block_number();
		for (office, desk) in &self.desks {
			let is_expected = match (seat(*office), desk.holder) {
				(Seat::Incumbent { mandate }, Some(holder)) => {
					mandate == holder.mandate && holder.trial.is_none()
				}
				(Seat::Suspended { mandate, .. }, Some(holder)) => {
					mandate == holder.mandate && holder.trial.is_some()
				}
				(Seat::Acting { .. } | Seat::Vacant, None) => true,
				_ => false,
			};
			assert!(is_expected, "{office}: {:?}, {desk:?}", seat(*office));
			let open = RecallPallet::open_case(*office)
				.map(|(id, case)| (id as usize, case.deadline, case.reinstate_at));
			let trial = desk.holder.and_then(|holder| holder.trial);
			let expected = trial.map(|trial| (trial.case, trial.deadline, trial.reinstate_at));
			assert_eq!(open, expected);
			let petition = RecallPallet::petition_of(*office);
			assert_eq!(
				petition.map(|petition| (petition.poll, petition.share)),
				desk.signing
					.as_ref()
					.map(|signing| (signing.poll, signing.share))
			);
			let rest = Some(desk.rest_until).filter(|until| *until > now);
			assert_eq!(RecallPallet::rest_until(*office), rest);
			let about = |asked: &Asked| {
				let about = match asked.capacity {
					Capacity::Incumbent(mandate) => About::Incumbent(mandate),
					Capacity::Suspended(mandate) => About::Suspended(mandate),
					Capacity::Acting => About::Acting(asked.person),
				};
				(about, asked.threshold)
			};
			let round = asked(*office).map(|asked| asked.iter().map(about).collect::<Vec<_>>());
			assert_eq!(round, desk.round);
		}
		for person in PEOPLE {
			let recalls = self.recalls.get(&person).copied().unwrap_or(0);
			assert_eq!(RecallPallet::recalls(person), recalls);
		}
		assert_eq!(NextCase::<Test>::get() as usize, self.cases.len());
		for (id, outcome) in (0..).zip(&self.cases) {
			assert_eq!(outcome_of(id).map(|(_, outcome)| outcome), *outcome);
		}
	}
}
