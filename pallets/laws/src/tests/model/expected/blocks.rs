//! What must come of a block: polls close, delays end, bills enter into force.

use super::*;
use frame_support::dispatch::GetDispatchInfo;

impl Model {
	/// Polls close, then delays end, then bills enter into force.
	pub(super) fn pass_block(&mut self) {
		self.close_polls();
		self.end_delays();
		self.enact();
	}

	fn close_polls(&mut self) {
		let now = System::block_number();
		let mut closing = BTreeMap::new();
		for (place, item) in self.items.iter().enumerate() {
			if let Some(asking) = item.asking() {
				if asking.is_enough || asking.closes <= now {
					closing.insert(asking.poll, (place, asking.clone()));
				}
			}
		}
		for (poll, (place, asking)) in closing {
			let terms = self.items[place].terms;
			if asking.is_petition && asking.is_enough {
				if self.refuses {
					self.end(place, Outcome::Failed(REFUSED));
				} else {
					self.items[place].stage = self.ask(false, false, terms.voting);
				}
			} else if asking.is_petition {
				self.go_on(place, Stage::Waiting);
			} else if self.items[place].stands(&asking) {
				self.go_on(place, Stage::Confirmed(poll));
			} else {
				self.end(place, Outcome::Struck { poll });
			}
		}
	}

	fn go_on(&mut self, place: usize, stage: Stage) {
		self.items[place].stage = stage;
		if !self.items[place].is_to_fall_due {
			self.queue.push_back(place);
		}
	}

	fn end(&mut self, place: usize, outcome: Outcome) {
		let item = &mut self.items[place];
		item.outcome = Some((System::block_number(), outcome));
		item.is_to_fall_due = false;
	}

	fn end_delays(&mut self) {
		let now = System::block_number();
		let items = self.items.iter().enumerate();
		let due = items.filter(|(_, item)| item.is_to_fall_due && item.due <= now);
		let mut due: Vec<(u64, usize)> = due.map(|(place, item)| (item.due, place)).collect();
		due.sort();
		for (_, place) in due.into_iter().take(DuePerBlock::get() as usize) {
			self.items[place].is_to_fall_due = false;
			if self.items[place].asking().is_none() {
				self.queue.push_back(place);
			}
		}
	}

	fn enact(&mut self) {
		let mut used = Weight::zero();
		for _ in 0..DuePerBlock::get() {
			let Some(place) = self.queue.front().copied() else {
				return;
			};
			let call = self.items[place].deed.call();
			let size = call.as_ref().map_or(0, |call| call.encode().len() as u32);
			let weight = match self.items[place].deed {
				_ if self.items[place].is_stale => Weight::zero(),
				Deed::Text => Weight::zero(),
				Deed::Kill => kill().get_dispatch_info().call_weight,
				Deed::Toll(_) => Weight::from_parts(90_000_000_000, 0),
				_ => Weight::from_parts(1_000_000, 0),
			};
			used = used.saturating_add(<()>::enact(size));
			if used.saturating_add(weight).any_gt(SHARE_OF_BLOCK) {
				return;
			}
			self.queue.pop_front();
			if self.enter_into_force(place) {
				used = used.saturating_add(weight);
			}
		}
	}

	/// Whether the call of the bill was made, if it has one.
	fn enter_into_force(&mut self, place: usize) -> bool {
		let Item {
			unit,
			deed,
			change,
			is_stale,
			..
		} = self.items[place];
		if is_stale {
			let error = Error::<Test>::EncodingChanged.into();
			self.end(place, Outcome::Failed(error));
			return false;
		}
		let changed = change.map(|change| self.changeable(unit, deed.class(), change));
		if changed == Some(None) {
			self.end(place, Outcome::Failed(Error::<Test>::NotInForce.into()));
			return false;
		}
		match deed {
			// There is nothing to kill.
			Deed::Text | Deed::Kill => (),
			Deed::Ring(tone) | Deed::Toll(tone) => self.tone = tone,
			Deed::Recast => self.casts += 1,
			Deed::Crack => {
				let error = bell::Error::<Test>::Cracked.into();
				self.end(place, Outcome::Failed(error));
				return true;
			}
		}
		let referendum = match self.items[place].stage {
			Stage::Confirmed(poll) => Some(poll),
			_ => None,
		};
		let number = self.laws.len() as LawId + 1;
		let follows = match (change, changed.flatten()) {
			(Some(Change::Amends(_)), Some(earlier)) => {
				self.laws[earlier].amended_by.replace(number)
			}
			(Some(Change::Repeals(_)), Some(earlier)) => {
				self.laws[earlier].repealed_by = Some(number);
				None
			}
			_ => None,
		};
		self.laws.push(Law {
			unit,
			class: deed.class(),
			title: statute().title,
			text: statute().text,
			bill: place as BillId,
			since: System::block_number(),
			call: deed.call().map(|call| BlakeTwo256::hash_of(&call)),
			referendum,
			change,
			follows,
			amended_by: None,
			repealed_by: None,
		});
		self.end(place, Outcome::InForce { law: number });
		true
	}
}
