//! The model: what must come of each event.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// How far a bill has come.
#[derive(Debug)]
enum Stage {
	Petition {
		opens: u64,
		supporters: BTreeSet<u32>,
		is_enough: bool,
	},
	Waiting {
		since: u64,
	},
	Frozen {
		in_epoch: u64,
		pool: BTreeSet<Jurist>,
	},
	Claiming {
		until: u64,
		/// Not only jurists can claim.
		is_open: bool,
		pool: BTreeSet<Jurist>,
		tickets: BTreeSet<Alias>,
	},
	Trial {
		opens: u64,
		tickets: Vec<Alias>,
		seats: Vec<Alias>,
		ballots: BTreeMap<Alias, u8>,
	},
	Done(Verdict),
}

#[derive(Debug)]
struct Case {
	unit: UnitId,
	sponsor: Sponsor,
	stage: Stage,
}

/// What is expected of the pallet and the house.
pub(super) struct Model {
	cases: Vec<Case>,
	/// Those in the first precinct who come and go.
	members: BTreeSet<Jurist>,
	is_settled: bool,
	refuses_polls: bool,
	refuses_pass: bool,
	passed: Vec<BillId>,
}

/// The number of the bill that is so many from the last one, around and around.
fn pick(back: u32, count: usize) -> Option<BillId> {
	let count = count as u32;
	Some(count.checked_sub(1)? - back.checked_rem(count)?)
}

/// What is asked of a jurist when no tickets are taken.
fn closed() -> Drawing<u64> {
	Drawing {
		jurists: JURISTS,
		epoch: roll_epoch(),
		seed: H256::zero(),
		context: [0; 32],
		until: 0,
		places: 0,
		kept: 0,
		highest: None,
	}
}

impl Model {
	pub(super) fn new() -> Self {
		Self {
			cases: Vec::new(),
			members: (0..20).collect(),
			is_settled: true,
			refuses_polls: false,
			refuses_pass: false,
			passed: Vec::new(),
		}
	}

	/// Whether every bill is decided.
	pub(super) fn is_over(&self) -> bool {
		let mut stages = self.cases.iter().map(|case| &case.stage);
		stages.all(|stage| matches!(stage, Stage::Done(_)))
	}

	fn open(&self) -> impl Iterator<Item = &Case> {
		let is_open = |case: &&Case| !matches!(case.stage, Stage::Done(_));
		self.cases.iter().filter(is_open)
	}

	/// Petitions of the unit, and bills of its offices.
	fn under_way(&self, unit: UnitId) -> (u32, u32) {
		let count = |counts: fn(&Case) -> bool| {
			let own = self.open().filter(|case| case.unit == unit);
			own.filter(|case| counts(case)).count() as u32
		};
		(
			count(|case| matches!(case.stage, Stage::Petition { .. })),
			count(|case| matches!(case.sponsor, Sponsor::Office(_))),
		)
	}

	fn has_room(&self, unit: UnitId, sponsor: Sponsor, most: u32) -> bool {
		let (petitions, submitted) = self.under_way(unit);
		let is_room = match sponsor {
			Sponsor::Office(_) => submitted < MaxOpenBills::get(),
			Sponsor::Person(_) => petitions < MaxPetitions::get(),
		};
		let of_sponsor = self.open().filter(|case| case.sponsor == sponsor).count() as u32;
		is_room && of_sponsor < most
	}

	/// Who could prove in a ring of the rolls as they are.
	fn pool(&self) -> BTreeSet<Jurist> {
		let second = if self.is_settled { 20..POOL } else { 20..20 };
		self.members.iter().copied().chain(second).collect()
	}

	/// Whoever waits since then is frozen now, if that can be.
	fn freeze(&self, since: u64, now: u64) -> Stage {
		if self.is_settled || now >= since + MaxFreezeDelay::get() {
			Stage::Frozen {
				in_epoch: now / EPOCH,
				pool: self.pool(),
			}
		} else {
			Stage::Waiting { since }
		}
	}

	/// Do it, and expect what follows.
	pub(super) fn perform(&mut self, act: Act) {
		let now = System::block_number();
		match act {
			Act::Submit(office) => {
				let (person, unit) = match office {
					DISTRICT_HEAD => (ALES, DISTRICT),
					_ => (BELA, VILLAGE),
				};
				let sponsor = Sponsor::Office(office);
				let may = self.has_room(unit, sponsor, MaxPerOffice::get());
				assert_eq!(submit(person, office, bill_of(unit)).is_ok(), may);
				if may {
					let stage = self.freeze(now, now);
					self.cases.push(Case {
						unit,
						sponsor,
						stage,
					});
				}
			}
			Act::Propose(person, unit) => {
				let sponsor = Sponsor::Person(person);
				let may = (person != EWA || unit == DISTRICT)
					&& !self.refuses_polls
					&& self.has_room(unit, sponsor, MaxPerPerson::get());
				assert_eq!(propose(person, bill_of(unit)).is_ok(), may);
				if may {
					let stage = Stage::Petition {
						opens: now + 1,
						supporters: BTreeSet::new(),
						is_enough: false,
					};
					self.cases.push(Case {
						unit,
						sponsor,
						stage,
					});
				}
			}
			Act::Support(back, elector) => self.support(back, elector, now),
			Act::Claim(back, jurist) => self.claim(back, jurist, now),
			Act::Vote(back, jurist, option) => self.vote(back, jurist, option, now),
			Act::Turn(jurist) => {
				if self.members.remove(&jurist) {
					withdraw(FIRST, jurist);
				} else {
					self.members.insert(jurist);
					enroll(FIRST, jurist);
				}
				turn_rolls();
			}
			Act::Settle(is_settled) => {
				self.is_settled = is_settled;
				if is_settled {
					rebuild(SECOND, 20..POOL);
				} else {
					empty(SECOND);
				}
			}
			Act::RefusePolls(refuses) => {
				self.refuses_polls = refuses;
				RefusePoll::set(refuses.then_some(REFUSED));
			}
			Act::RefusePass(refuses) => {
				self.refuses_pass = refuses;
				RefusePass::set(refuses.then_some(REFUSED));
			}
			Act::Wait(blocks) => {
				for _ in 0..blocks {
					next_block();
					self.pass_block();
				}
			}
		}
	}

	fn support(&mut self, back: u32, elector: u32, now: u64) {
		let Some(id) = pick(back, self.cases.len()) else {
			return;
		};
		if let Stage::Petition {
			opens,
			supporters,
			is_enough,
		} = &mut self.cases[id as usize].stage
		{
			support(record(id).petition.unwrap(), elector);
			if now >= *opens {
				supporters.insert(elector);
				*is_enough |= supporters.len() >= 4;
			}
		}
	}

	fn claim(&mut self, back: u32, jurist: Jurist, now: u64) {
		let Some(id) = pick(back, self.cases.len()) else {
			return;
		};
		let drawing = JuryPallet::drawing(id).unwrap_or_else(closed);
		let precinct = match self.cases[id as usize].stage {
			Stage::Claiming { is_open: true, .. } => HOME,
			_ => home_of(jurist),
		};
		let ticket = prove(id, jurist, precinct, &drawing);
		let alias = ticket.alias;
		let places = PARAMS.places() as usize;
		let may = match &mut self.cases[id as usize].stage {
			Stage::Claiming {
				until,
				pool,
				tickets,
				..
			} if now < *until && pool.contains(&jurist) && !tickets.contains(&alias) => {
				tickets.insert(alias);
				let highest = tickets.last().copied();
				let has_place = tickets.len() <= places;
				if !has_place {
					tickets.pop_last();
				}
				has_place || highest != Some(alias)
			}
			_ => false,
		};
		assert_eq!(claim(ticket).is_ok(), may);
	}

	fn vote(&mut self, back: u32, jurist: Jurist, option: u8, now: u64) {
		let Some(id) = pick(back, self.cases.len()) else {
			return;
		};
		if let Stage::Trial {
			opens,
			seats,
			ballots,
			..
		} = &mut self.cases[id as usize].stage
		{
			let poll = record(id).trial.unwrap();
			let alias = alias_in(jurist, request(poll).context.unwrap());
			let may = now >= *opens && seats.contains(&alias);
			assert_eq!(vote(poll, alias, option), may);
			if may {
				ballots.insert(alias, option);
			}
		}
	}

	/// At the beginning of a block polls close, then steps fall due, then seeds are drawn.
	fn pass_block(&mut self) {
		let now = System::block_number();
		for id in 0..self.cases.len() {
			let before = std::mem::replace(&mut self.cases[id].stage, Stage::Waiting { since: 0 });
			self.cases[id].stage = self.next(id as BillId, before, now);
		}
	}

	fn next(&mut self, id: BillId, stage: Stage, now: u64) -> Stage {
		match stage {
			Stage::Petition {
				opens, is_enough, ..
			} if is_enough || now >= opens + PARAMS.petition_window => {
				if is_enough {
					self.freeze(now, now)
				} else {
					Stage::Done(Verdict::Lapsed)
				}
			}
			Stage::Waiting { since } => self.freeze(since, now),
			Stage::Frozen { in_epoch, pool } if now / EPOCH >= in_epoch + 3 => Stage::Claiming {
				until: now + PARAMS.claim,
				is_open: false,
				pool,
				tickets: BTreeSet::new(),
			},
			Stage::Claiming {
				until,
				is_open,
				tickets,
				..
			} if now >= until && tickets.len() < PARAMS.least_panel as usize => {
				if is_open {
					Stage::Done(Verdict::NoPanel)
				} else {
					Stage::Claiming {
						until: now + PARAMS.claim,
						is_open: true,
						pool: (0..PEOPLE).collect(),
						tickets: BTreeSet::new(),
					}
				}
			}
			Stage::Claiming { until, tickets, .. } if now >= until && !self.refuses_polls => {
				let tickets: Vec<Alias> = tickets.into_iter().collect();
				Stage::Trial {
					opens: now + 1,
					seats: tickets.iter().take(5).copied().collect(),
					tickets,
					ballots: BTreeMap::new(),
				}
			}
			Stage::Trial {
				opens,
				seats,
				ballots,
				..
			} if now >= opens + PARAMS.verdict => {
				Stage::Done(self.decide(id, seats.len(), ballots.into_values().collect()))
			}
			Stage::Trial {
				opens,
				tickets,
				mut seats,
				ballots,
			} if now == opens + PARAMS.verdict / 2 => {
				let mut reserves = tickets.iter().skip(5);
				for seat in &mut seats {
					if ballots.contains_key(seat) {
						continue;
					}
					let Some(reserve) = reserves.next() else {
						break;
					};
					*seat = *reserve;
				}
				Stage::Trial {
					opens,
					tickets,
					seats,
					ballots,
				}
			}
			as_before => as_before,
		}
	}

	fn decide(&mut self, id: BillId, seats: usize, votes: Vec<u8>) -> Verdict {
		let count = |option| votes.iter().filter(|vote| **vote == option).count();
		if votes.len() * (WHOLE as usize) < seats * (PARAMS.quorum as usize) {
			Verdict::NoQuorum
		} else if count(YES) <= count(NO) {
			Verdict::Rejected
		} else if self.refuses_pass {
			Verdict::Void
		} else {
			self.passed.push(id);
			Verdict::Passed
		}
	}

	/// Each bill was held once, and released once if it has ended without having passed.
	fn check_holds(&self) {
		let expected = (0..).zip(&self.cases).map(|(id, case)| {
			let is_over = matches!(case.stage, Stage::Done(_)) && !self.passed.contains(&id);
			(id, (1, u32::from(is_over)))
		});
		assert_eq!(holds(), expected.collect::<BTreeMap<_, _>>());
	}

	/// The pallet is in the state that the model expects.
	pub(super) fn check(&self) {
		JuryPallet::do_try_state().unwrap();
		self.check_holds();
		assert_eq!(NextBill::<Test>::get() as usize, self.cases.len());
		let all = passed().into_iter().map(|(id, _)| id);
		let expected = self.passed.iter().copied();
		assert_eq!(
			all.collect::<BTreeSet<_>>(),
			expected.collect::<BTreeSet<_>>()
		);
		for (id, case) in (0..).zip(&self.cases) {
			let is_expected = match (&case.stage, phase(id)) {
				(Stage::Petition { .. }, Phase::Petition { .. }) => true,
				(Stage::Waiting { since }, Phase::Waiting { since: told }) => *since == told,
				(Stage::Frozen { in_epoch, .. }, Phase::Frozen { frozen_in, .. }) => {
					*in_epoch == frozen_in
				}
				(
					Stage::Claiming {
						until,
						is_open,
						tickets,
						..
					},
					Phase::Claiming { until: told, .. },
				) => {
					let mut panel: Vec<Alias> = tickets.iter().copied().collect();
					let reserves = panel.split_off(panel.len().min(5));
					let from = if *is_open { EVERYBODY } else { JURISTS };
					*until == told && drawn(id) == (panel, reserves) && drawing(id).jurists == from
				}
				(Stage::Trial { opens, seats, .. }, Phase::Trial { poll, halfway, .. }) => {
					opens + PARAMS.verdict / 2 == halfway && admitted(poll) == *seats
				}
				(Stage::Done(verdict), Phase::Done(told)) => *verdict == told,
				_ => false,
			};
			assert!(is_expected, "{id}: {:?}, {case:?}", phase(id));
		}
		for unit in [DISTRICT, VILLAGE] {
			let counted = (PetitionsIn::<Test>::get(unit), OpenIn::<Test>::get(unit));
			assert_eq!(counted, self.under_way(unit));
		}
	}
}
