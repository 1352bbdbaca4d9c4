//! What can be asked: tickets, drawings, the bills of a unit, and the numbers of each class.

use super::*;
use crate::types::sortition;
use frame_support::ensure;

impl<T: Config> Pallet<T> {
	/// The bill's panel and reserves, as the tickets are now.
	pub(crate) fn drawn(id: BillId) -> Drawn {
		let seats = Bills::<T>::get(id).map_or(0, |record| record.params.panel);
		let kept = Tickets::<T>::get(id);
		let (panel, reserves) = sortition::split(&kept, seats);
		Drawn {
			panel: panel.to_vec(),
			reserves: reserves.to_vec(),
		}
	}

	/// What a jurist needs to make a ticket now.
	pub(crate) fn open_drawing(id: BillId) -> Option<Drawing<BlockNumberFor<T>>> {
		let record = Bills::<T>::get(id)?;
		let Phase::Claiming {
			epoch,
			seed,
			context,
			until,
		} = record.phase
		else {
			return None;
		};
		let kept = Tickets::<T>::get(id);
		let places = record.params.places();
		let is_full = kept.len() as u32 >= places;
		Some(Drawing {
			jurists: record.jurists,
			epoch,
			seed,
			context,
			until,
			places,
			kept: kept.len() as u32,
			highest: kept.last().copied().filter(|_| is_full),
		})
	}

	/// A part of the list of a unit's bills.
	pub(crate) fn page(unit: UnitId, from: u32, limit: u32) -> Vec<(BillId, RecordOf<T>)> {
		let end = from
			.saturating_add(limit.min(MAX_PAGE))
			.min(CountIn::<T>::get(unit));
		let listed = |place| {
			let id = BillsIn::<T>::get(unit, place)?;
			Some((id, Bills::<T>::get(id)?))
		};
		(from..end).filter_map(listed).collect()
	}

	/// The numbers of a class.
	pub(crate) fn params_of(class: Class) -> ParamsOf<T> {
		Parameters::<T>::get(class).unwrap_or_else(|| Params::of(class))
	}

	/// A law changes the numbers of a class, not too far at once.
	pub(crate) fn change_params(class: Class, params: ParamsOf<T>) -> Result<(), Error<T>> {
		ensure!(params.is_valid(), Error::<T>::BadParams);
		let present = Self::params_of(class);
		ensure!(
			params.has_periods_within_reach(&present),
			Error::<T>::PeriodOutOfReach
		);
		ensure!(
			params.has_shares_within_reach(&present),
			Error::<T>::ShareOutOfReach
		);
		ensure!(
			params.has_panel_within_reach(&present),
			Error::<T>::PanelOutOfReach
		);
		Self::put_params(class, params)
	}

	/// Keep these numbers, if they can work.
	pub(crate) fn put_params(class: Class, params: ParamsOf<T>) -> Result<(), Error<T>> {
		ensure!(params.is_valid(), Error::<T>::BadParams);
		Parameters::<T>::insert(class, params);
		Ok(())
	}
}
