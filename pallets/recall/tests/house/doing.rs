//! How each event happens, to the chain and to the model.

use super::{
	acts::Act,
	chain::{
		self, Offices, OfficesCall, Pledges, PledgesCall, RecallCall, ReputationCall, RuntimeOrigin,
	},
	compare::{self, same, Verdict},
	model::{
		chairs::Chair,
		polls::Purpose,
		promises::{Plea, State},
		MandateNo, Model, OfficeNo, Person, Reasons, Unit,
	},
	plan::{self, CASE_RULES, PEOPLE, PLEDGE_RULES, ROUND_RULES},
	stand_ins::{RefusesPolls, Residents, Voters},
	world::World,
};
use frame_support::BoundedVec;
use sp_core::H256;
use veche_primitives::{
	ballot::{Method, Title},
	offices::{Elections as _, Offices as _, Pledges as _},
	ElectionId,
};

/// Most offices there are, founded ones included.
const MOST_OFFICES: usize = 7;

impl World {
	/// Something happens in both houses.
	pub fn perform(&mut self, act: &Act) -> Verdict {
		match act {
			Act::Wait { blocks } => self.wait(*blocks)?,
			Act::Expire => self.expire()?,
			Act::Elect { .. } => self.elect(act)?,
			Act::Feel {
				office,
				is_suspended,
				holder,
				acting,
			} => {
				let suspended = self.suspended(*office).filter(|_| *is_suspended);
				let office = suspended.unwrap_or(self.office(*office));
				self.feelings.insert(office, (*holder, *acting));
				self.vote_in(|poll, _| poll.purpose == Purpose::Round(office));
			}
			Act::Silence { blocks } => self.silent_until = self.model.now + blocks,
			Act::Petition {
				office,
				by,
				support,
			} => {
				// Now and then for an office that does not exist.
				let office = (*office % (self.model.offices.len() + 1)) as OfficeNo;
				let by = person(*by);
				self.support.insert(office, *support);
				let call = RecallCall::petition { office };
				self.dispatch(call, by, |model| model.petition(by, office))?;
			}
			Act::Support { office, support } => {
				let office = self.office(*office);
				self.support.insert(office, *support);
				self.vote_in(|poll, _| poll.purpose == Purpose::Petition(office));
			}
			Act::Revoke { person: place } => {
				let person = person(*place);
				Residents::lose(person);
				self.model.lose(person);
				self.losses += 1;
			}
			Act::Restore { person: place } => {
				let person = person(*place);
				let home = self.model.people[&person].home;
				Residents::regain(person);
				self.model.settle(person, home);
			}
			Act::Move {
				person: place,
				home,
			} => {
				let person = person(*place);
				if self.model.citizen(person).is_some() {
					Residents::move_to(person, *home);
					self.model.settle(person, *home);
				}
			}
			Act::Resign { office, other } => {
				let office = self.office(*office);
				let who = other.map(person).or_else(|| self.holder(office));
				let who = who.unwrap_or(PEOPLE[0].0);
				let call = OfficesCall::resign { office };
				self.dispatch(call, who, |model| model.resign(who, office))?;
			}
			Act::Explain {
				office,
				is_suspended,
				other,
				words,
			} => {
				let suspended = self.suspended(*office).filter(|_| *is_suspended);
				let any = (*office % (self.model.offices.len() + 1)) as OfficeNo;
				let office = suspended.unwrap_or(any);
				let who = other.map(person).or_else(|| self.holder(office));
				let who = who.unwrap_or(PEOPLE[0].0);
				let bytes = words.bytes();
				let call = RecallCall::explain {
					office,
					text: H256::repeat_byte(1),
					words: BoundedVec::truncate_from(bytes.clone()),
				};
				self.dispatch(call, who, |model| model.explain(who, office, &bytes))?;
			}
			Act::Plead { .. } => self.plead(act)?,
			Act::Judge { unit, mood } => {
				let unit = (*unit % self.model.above.len()) as Unit;
				self.judges.insert(unit, *mood);
				self.vote_in(|poll, _| matches!(poll.purpose, Purpose::Judgement(..)));
			}
			Act::RefuseElections { blocks } => {
				self.no_elections_until = self.model.now + 1 + blocks;
			}
			Act::RefusePolls { blocks } => {
				self.no_polls_until = self.model.now + 1 + blocks;
				self.model.refuses_polls = true;
				RefusesPolls::set(true);
			}
			Act::RuleRounds { level, preset } => {
				let rules = ROUND_RULES[*preset];
				let call = ReputationCall::set_params {
					level: *level,
					params: plan::round_params(&rules),
				};
				same(
					"rounds ruled",
					chain::dispatch(call, RuntimeOrigin::root()),
					Ok(()),
				)?;
				self.model.round_rules.insert(*level, rules);
			}
			Act::RuleCases { level, preset } => {
				let rules = CASE_RULES[*preset];
				let call = RecallCall::set_params {
					level: *level,
					params: plan::case_params(&rules),
				};
				same(
					"cases ruled",
					chain::dispatch(call, RuntimeOrigin::root()),
					Ok(()),
				)?;
				self.model.case_rules.insert(*level, rules);
			}
			Act::RuleJudgements { preset } => {
				let rules = PLEDGE_RULES[*preset];
				let call = PledgesCall::set_params {
					params: plan::pledge_params(&rules),
				};
				same(
					"judgements ruled",
					chain::dispatch(call, RuntimeOrigin::root()),
					Ok(()),
				)?;
				self.model.pledge_rules = rules;
			}
			Act::Establish { .. } => self.establish(act)?,
		}
		compare::what_matters(&mut self.model)
	}

	fn office(&self, place: usize) -> OfficeNo {
		(place % self.model.offices.len()) as OfficeNo
	}

	/// The first office from a place on whose holder is suspended.
	fn suspended(&self, place: usize) -> Option<OfficeNo> {
		let is_suspended = |office: usize| {
			let chair = self.model.offices[office].chair;
			matches!(chair, Chair::Suspended(..))
		};
		let office = Self::first(self.model.offices.len(), place, is_suspended)?;
		Some(office as OfficeNo)
	}

	/// Who holds the office, suspended or not; nobody if there is no such office.
	fn holder(&self, office: OfficeNo) -> Option<Person> {
		let mut offices = self.model.office_numbers();
		offices.find(|one| *one == office)?;
		let mandate = self.model.mandate_in(office)?;
		Some(self.model.mandate(mandate).person)
	}

	/// The first of so many, begun at a place and gone round, that fits.
	fn first(count: usize, from: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
		let mut places = (0..count).map(|step| (from + step) % count);
		places.find(|place| fits(*place))
	}

	/// Wait until the next term is over.
	fn expire(&mut self) -> Verdict {
		let now = self.model.now;
		let running = self.model.mandates.iter();
		let running = running.filter(|mandate| mandate.ended.is_none());
		let last = running.map(|mandate| mandate.until).min().unwrap_or(now);
		self.wait(last.saturating_sub(now) + 1)
	}

	/// A call in both houses: refused for one of the reasons the model gives, or not at all.
	fn dispatch(
		&mut self,
		call: impl Into<chain::RuntimeCall>,
		who: Person,
		act: impl FnOnce(&mut Model) -> Reasons,
	) -> Verdict {
		let done = chain::dispatch(call, RuntimeOrigin::signed(who.into()));
		let reasons = act(&mut self.model);
		let is_expected = match done {
			Ok(()) => reasons.is_empty(),
			Err(error) => reasons.contains(&error),
		};
		if is_expected {
			return Ok(());
		}
		Err(format!(
			"a call of {who}: the chain says {done:?}, the model {reasons:?}"
		))
	}

	fn elect(&mut self, act: &Act) -> Verdict {
		let Act::Elect {
			office,
			winner,
			line,
			anywhere,
			rises,
			pledges,
		} = act
		else {
			return Ok(());
		};
		let model = &self.model;
		let without = |place: usize| *anywhere || model.mandate_in(place as OfficeNo).is_none();
		let Some(office) = Self::first(model.offices.len(), *office, without) else {
			return Ok(());
		};
		let office = office as OfficeNo;
		// Elections install only persons in good standing.
		let can_win = |place: usize| {
			let person = person(place);
			model.citizen(person).is_some() && (*rises || model.held_by(person).is_none())
		};
		let Some(winner) = Self::first(PEOPLE.len(), *winner, can_win).map(person) else {
			return Ok(());
		};
		let line: Vec<Person> = line.iter().copied().map(person).collect();
		let pledges: &[(u64, u32)] = if model.office(office).is_electing {
			pledges
		} else {
			&[]
		};
		// Who comes next promised as much, in vain.
		let loser = line.iter().find(|next| **next != winner);
		let loser = loser
			.filter(|next| model.citizen(**next).is_some())
			.copied();
		let election = Self::promise(office, winner, loser, pledges)?;

		let installed = Offices::install(office, winner, election, &line);
		let mandate = self.model.install(office, winner, &line);
		same("the new mandate", installed, Ok(mandate))?;
		let marks: Vec<u32> = pledges.iter().map(|(_, marks)| *marks).collect();
		Pledges::adopt(election, winner, mandate, &marks);
		self.model.adopt(mandate, pledges);
		if let Some(loser) = loser {
			Pledges::forget(election, loser);
		}
		Ok(())
	}

	/// Winner and loser enter pledges, and the election ends.
	fn promise(
		office: OfficeNo,
		winner: Person,
		loser: Option<Person>,
		pledges: &[(u64, u32)],
	) -> Result<ElectionId, String> {
		if !pledges.is_empty() {
			let election = Voters::under_way(office).ok_or("no election to promise in")?;
			let promise = |(after, _): &(u64, u32)| pallet_pledges::Promise {
				title: Title::truncate_from(b"A bridge".to_vec()),
				text: H256::zero(),
				due: *after,
			};
			for person in [Some(winner), loser].into_iter().flatten() {
				let call = PledgesCall::enter {
					election,
					pledges: BoundedVec::truncate_from(pledges.iter().map(promise).collect()),
				};
				let done = chain::dispatch(call, RuntimeOrigin::signed(person.into()));
				same("pledges entered", done, Ok(()))?;
			}
		}
		Ok(Voters::end_election(office))
	}

	/// The pledges of mandates in force that are neither pleaded nor judged.
	fn open_pledges(&self) -> Vec<(MandateNo, u8)> {
		let running = (0..).zip(&self.model.mandates);
		let running = running.filter(|(_, held)| held.ended.is_none());
		let pledges = running.flat_map(|(number, held)| {
			let places = (0u8..).zip(&held.pledges);
			let open = places.filter(|(_, pledge)| pledge.state == State::Open);
			open.map(move |(place, _)| (number, place))
		});
		pledges.collect()
	}

	fn plead(&mut self, act: &Act) -> Verdict {
		let Act::Plead {
			pledge,
			is_any,
			other,
			plea,
		} = act
		else {
			return Ok(());
		};
		let open = self.open_pledges();
		let (number, place) = if *is_any || open.is_empty() {
			// One more mandate than there are, and one more pledge than there can be.
			let mandates = self.model.mandates.len() + 1;
			((pledge % mandates) as MandateNo, (pledge % 5) as u8)
		} else {
			open[pledge % open.len()]
		};
		let holder = self.model.mandates.get(number as usize);
		let holder = holder.map_or(PEOPLE[0].0, |held| held.person);
		let who = other.map_or(holder, person);
		let plea = *plea;
		let text = H256::repeat_byte(2);
		let call = match plea {
			Plea::Done => PledgesCall::claim {
				mandate: number,
				pledge: place,
				evidence: text,
			},
			Plea::Excuse => PledgesCall::ask_excuse {
				mandate: number,
				pledge: place,
				reason: Title::truncate_from(b"The flood".to_vec()),
				text,
			},
		};
		self.dispatch(call, who, |model| model.plead(who, number, place, plea))
	}

	fn establish(&mut self, act: &Act) -> Verdict {
		let Act::Establish {
			unit,
			is_head,
			rule,
			term,
		} = *act
		else {
			return Ok(());
		};
		if self.model.offices.len() >= MOST_OFFICES {
			return Ok(());
		}
		let call = OfficesCall::establish {
			unit,
			title: Title::truncate_from(b"Founded".to_vec()),
			kind: plan::office_kind(is_head),
			method: Method::Plurality,
			term,
			acting: plan::acting_rule(rule),
		};
		let done = chain::dispatch(call, RuntimeOrigin::root());
		let refused = self.model.can_establish(unit, is_head).first().copied();
		same("establishing", done, refused.map_or(Ok(()), Err))?;
		if refused.is_none() {
			let first = self.model.now + 1;
			self.model.establish(unit, is_head, rule, term, first);
			self.model.saw("established");
		}
		Ok(())
	}
}

/// The person at a place of the table.
fn person(place: usize) -> Person {
	PEOPLE[place % PEOPLE.len()].0
}
