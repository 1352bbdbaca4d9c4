//! # Territory: which units exist
//!
//! A tree from the country down to village councils and workplaces. Persons are registered in a
//! unit, votes are held by the people of a unit and of all units below it.
//!
//! ## In order of events
//!
//! 1. At genesis the tree is built from a file ([`parse_units`], [`BELARUS`]). Ids are given in the
//!    order of the file, the country being 0. A bad file stops the making of the chain.
//! 2. Later [`Pallet::add_unit`] adds a unit below an existing one, and [`Pallet::rename_unit`]
//!    changes a name. Both are for the governing origin only.
//! 3. Nothing is ever removed or moved: past votes refer to units for ever.
//!
//! If nobody does anything, the tree simply stays. Other pallets ask through
//! [`veche_primitives::territory::Territory`]. Nothing needs to stand beside this pallet.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use veche_primitives::{is_readable, territory::Territory, UnitId, MAX_UNIT_DEPTH};

/// The units of Belarus: country, regions, districts, and a few village councils as examples.
pub const BELARUS: &str = include_str!("../data/belarus.csv");

/// Most units one call of the view function `units` returns.
pub const MAX_PAGE: u32 = 256;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Who may add and rename units.
		type TerritoryOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// What each act costs.
		type WeightInfo: WeightInfo;
	}

	/// All units.
	#[pallet::storage]
	pub type Units<T> = StorageMap<_, Twox64Concat, UnitId, Unit>;

	/// The unit that has a code.
	#[pallet::storage]
	pub type Codes<T> = StorageMap<_, Blake2_128Concat, Code, UnitId>;

	/// The id the next unit will get; also the number of units.
	#[pallet::storage]
	pub type NextUnit<T> = StorageValue<_, UnitId, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A unit was added.
		UnitAdded {
			/// Its id.
			unit: UnitId,
			/// The unit above it.
			parent: Option<UnitId>,
			/// What sort of unit it is.
			kind: UnitKind,
			/// Its code.
			code: Code,
		},
		/// A unit got another name.
		UnitRenamed {
			/// The unit.
			unit: UnitId,
			/// The new name.
			name: Name,
		},
	}

	#[pallet::error]
	#[derive(PartialEq)]
	pub enum Error<T> {
		/// The unit does not exist. Look up its id with the view function `unit_by_code`.
		UnknownUnit,
		/// The parent does not exist. Add the upper unit first, or look up its id.
		UnknownParent,
		/// Another unit has this code. Choose a code that is not taken.
		DuplicateCode,
		/// The code is empty or has signs other than letters, digits and hyphens. Use something
		/// like `BY-BR-04-01`.
		BadCode,
		/// The name is empty or not UTF-8. Give a readable name.
		BadName,
		/// The tree would get too deep. Put the unit below a higher one.
		TooDeep,
		/// The kind does not fit the unit above: only a country stands on top, and no unit is of a
		/// higher kind than the one above it. Choose a lower kind or another parent.
		KindOutOfOrder,
		/// The numbers for units are used up. The id type must be widened by an upgrade.
		TooManyUnits,
	}

	/// The units to begin with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Units, each after the one above it.
		pub units: Vec<UnitEntry>,
		/// No more fields.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for entry in &self.units {
				if let Err(error) = Pallet::<T>::build_entry(entry) {
					// A chain must not start with a broken tree.
					panic!("territory file: unit `{}`: {error:?}", entry.code);
				}
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Add a unit below `parent`, or a country when there is none.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::add_unit())]
		pub fn add_unit(
			origin: OriginFor<T>,
			parent: Option<UnitId>,
			kind: UnitKind,
			code: Code,
			name: Name,
		) -> DispatchResult {
			T::TerritoryOrigin::ensure_origin(origin)?;
			let unit = Self::insert_unit(parent, kind, code.clone(), name)?;
			Self::deposit_event(Event::UnitAdded {
				unit,
				parent,
				kind,
				code,
			});
			Ok(())
		}

		/// Give a unit another name. Its code and its place in the tree stay.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::rename_unit())]
		pub fn rename_unit(origin: OriginFor<T>, unit: UnitId, name: Name) -> DispatchResult {
			T::TerritoryOrigin::ensure_origin(origin)?;
			ensure!(is_readable(&name), Error::<T>::BadName);
			Units::<T>::try_mutate(unit, |found| {
				found.as_mut().ok_or(Error::<T>::UnknownUnit)?.name = name.clone();
				Ok::<(), Error<T>>(())
			})?;
			Self::deposit_event(Event::UnitRenamed { unit, name });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The unit with this id.
		pub fn unit(id: UnitId) -> Option<Unit> {
			Units::<T>::get(id)
		}

		/// The unit with this code, such as `BY-BR-04`.
		pub fn unit_by_code(code: Vec<u8>) -> Option<(UnitId, Unit)> {
			let id = Codes::<T>::get(Code::try_from(code).ok()?)?;
			Some((id, Units::<T>::get(id)?))
		}

		/// The unit, the one above it, and so on up to the country.
		pub fn lineage(id: UnitId) -> Vec<(UnitId, Unit)> {
			<Self as Territory>::lineage(id)
				.filter_map(|above| Some((above, Units::<T>::get(above)?)))
				.collect()
		}

		/// At most `limit` units (and never more than 256) in order of ids, beginning with `from`.
		pub fn units(from: UnitId, limit: u32) -> Vec<(UnitId, Unit)> {
			(from..NextUnit::<T>::get())
				.take(limit.min(MAX_PAGE) as usize)
				.filter_map(|id| Some((id, Units::<T>::get(id)?)))
				.collect()
		}
	}

	impl<T: Config> Pallet<T> {
		/// Check a unit against the tree and put it in.
		pub(crate) fn insert_unit(
			parent: Option<UnitId>,
			kind: UnitKind,
			code: Code,
			name: Name,
		) -> Result<UnitId, Error<T>> {
			ensure!(is_code(&code), Error::<T>::BadCode);
			ensure!(is_readable(&name), Error::<T>::BadName);
			ensure!(!Codes::<T>::contains_key(&code), Error::<T>::DuplicateCode);
			let depth = match parent {
				None => {
					ensure!(kind == UnitKind::Country, Error::<T>::KindOutOfOrder);
					0
				}
				Some(parent) => {
					let above = Units::<T>::get(parent).ok_or(Error::<T>::UnknownParent)?;
					let fits = kind != UnitKind::Country && kind >= above.kind;
					ensure!(fits, Error::<T>::KindOutOfOrder);
					above.depth.saturating_add(1)
				}
			};
			ensure!(u32::from(depth) < MAX_UNIT_DEPTH, Error::<T>::TooDeep);
			let id = NextUnit::<T>::get();
			let next = id.checked_add(1).ok_or(Error::<T>::TooManyUnits)?;
			Codes::<T>::insert(&code, id);
			Units::<T>::insert(
				id,
				Unit {
					parent,
					depth,
					kind,
					code,
					name,
				},
			);
			NextUnit::<T>::put(next);
			Ok(id)
		}

		fn build_entry(entry: &UnitEntry) -> Result<UnitId, Error<T>> {
			let code = |text: &str| Code::try_from(text.as_bytes().to_vec());
			let parent = if entry.parent.is_empty() {
				None
			} else {
				let above = code(&entry.parent).map_err(|_| Error::<T>::UnknownParent)?;
				Some(Codes::<T>::get(above).ok_or(Error::<T>::UnknownParent)?)
			};
			let name = Name::try_from(entry.name.as_bytes().to_vec());
			Self::insert_unit(
				parent,
				entry.kind,
				code(&entry.code).map_err(|_| Error::<T>::BadCode)?,
				name.map_err(|_| Error::<T>::BadName)?,
			)
		}

		/// What must hold in every state: ids without gaps, one code per unit and one unit per
		/// code, every parent exists, is older, one level up and not of a lower kind.
		#[cfg(any(feature = "std", feature = "try-runtime"))]
		pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			let next = NextUnit::<T>::get();
			ensure!(
				Units::<T>::iter().count() == next as usize,
				"ids of units have gaps"
			);
			ensure!(
				Codes::<T>::iter().count() == next as usize,
				"codes and units differ"
			);
			for (id, unit) in Units::<T>::iter() {
				ensure!(id < next, "a unit has an id that was not given yet");
				ensure!(
					Codes::<T>::get(&unit.code) == Some(id),
					"a code leads elsewhere"
				);
				ensure!(u32::from(unit.depth) < MAX_UNIT_DEPTH, "a unit is too deep");
				let Some(parent) = unit.parent else {
					ensure!(unit.depth == 0, "a unit on top has depth");
					ensure!(
						unit.kind == UnitKind::Country,
						"a unit on top is no country"
					);
					continue;
				};
				ensure!(parent < id, "a unit is older than its parent");
				let above = Units::<T>::get(parent).ok_or("a parent does not exist")?;
				ensure!(
					above.depth.checked_add(1) == Some(unit.depth),
					"a depth is wrong"
				);
				ensure!(above.kind <= unit.kind, "a kind is out of order");
			}
			Ok(())
		}
	}
}

fn is_code(code: &[u8]) -> bool {
	!code.is_empty()
		&& code
			.iter()
			.all(|sign| sign.is_ascii_alphanumeric() || *sign == b'-')
}

impl<T: Config> Territory for Pallet<T> {
	fn exists(unit: UnitId) -> bool {
		Units::<T>::contains_key(unit)
	}

	fn parent(unit: UnitId) -> Option<UnitId> {
		Units::<T>::get(unit)?.parent
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(parent: Option<UnitId>) -> UnitId {
		let kind = parent.map_or(UnitKind::Country, |_| UnitKind::Workplace);
		let code = alloc::format!("BENCH-{}", NextUnit::<T>::get()).into_bytes();
		let code = Code::try_from(code).unwrap_or_default();
		let name = Name::truncate_from(alloc::vec![b'n'; MAX_NAME as usize]);
		match Self::insert_unit(parent, kind, code, name) {
			Ok(unit) => unit,
			Err(error) => panic!("no unit for a benchmark: {error:?}"),
		}
	}
}
