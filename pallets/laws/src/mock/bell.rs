//! Something that laws do: ring a bell, or cast it anew. Some calls fail, are heavy, or make others.

pub use pallet::*;

#[frame_support::pallet(dev_mode)]
pub mod pallet {
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo;
		/// Who may ring.
		type RingerOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who may cast anew.
		type FounderOrigin: EnsureOrigin<Self::RuntimeOrigin>;
	}

	/// What it rang last.
	#[pallet::storage]
	pub type Tone<T> = StorageValue<_, u32, ValueQuery>;

	/// How often it was cast.
	#[pallet::storage]
	pub type Casts<T> = StorageValue<_, u32, ValueQuery>;

	#[pallet::error]
	pub enum Error<T> {
		/// The bell has a crack.
		Cracked,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Ring.
		#[pallet::call_index(0)]
		#[pallet::weight(Weight::from_parts(1_000_000, 0))]
		pub fn ring(origin: OriginFor<T>, tone: u32) -> DispatchResult {
			T::RingerOrigin::ensure_origin(origin)?;
			Tone::<T>::put(tone);
			Ok(())
		}

		/// Ring for so long, and find that it is cracked.
		#[pallet::call_index(1)]
		#[pallet::weight(*weight)]
		pub fn crack(origin: OriginFor<T>, tone: u32, weight: Weight) -> DispatchResult {
			T::RingerOrigin::ensure_origin(origin)?;
			let _ = weight;
			Tone::<T>::put(tone);
			Err(Error::<T>::Cracked.into())
		}

		/// Ring for so long; in truth only for `took`, if it is given.
		#[pallet::call_index(2)]
		#[pallet::weight(*weight)]
		pub fn toll(
			origin: OriginFor<T>,
			tone: u32,
			weight: Weight,
			took: Option<Weight>,
		) -> DispatchResultWithPostInfo {
			T::RingerOrigin::ensure_origin(origin)?;
			let _ = weight;
			Tone::<T>::put(tone);
			Ok(took.into())
		}

		/// Ring by a long score.
		#[pallet::call_index(3)]
		#[pallet::weight(Weight::from_parts(1_000_000, 0))]
		pub fn play(origin: OriginFor<T>, score: Vec<u8>) -> DispatchResult {
			T::RingerOrigin::ensure_origin(origin)?;
			Tone::<T>::put(score.len() as u32);
			Ok(())
		}

		/// Cast the bell anew.
		#[pallet::call_index(4)]
		#[pallet::weight(Weight::from_parts(1_000_000, 0))]
		pub fn recast(origin: OriginFor<T>) -> DispatchResult {
			T::FounderOrigin::ensure_origin(origin)?;
			Casts::<T>::mutate(|casts| *casts += 1);
			Ok(())
		}

		/// Make these calls.
		#[pallet::call_index(5)]
		#[pallet::weight(Weight::from_parts(1_000_000, 0))]
		pub fn batch(
			origin: OriginFor<T>,
			calls: Vec<<T as Config>::RuntimeCall>,
		) -> DispatchResult {
			for call in calls {
				call.dispatch(origin.clone())
					.map_err(|failed| failed.error)?;
			}
			Ok(())
		}

		/// Make this call, as whoever stands in for another or keeps it for later does.
		#[pallet::call_index(6)]
		#[pallet::weight(Weight::from_parts(1_000_000, 0))]
		pub fn nest(origin: OriginFor<T>, call: Box<<T as Config>::RuntimeCall>) -> DispatchResult {
			call.dispatch(origin).map_err(|failed| failed.error)?;
			Ok(())
		}
	}
}
