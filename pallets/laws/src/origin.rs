//! Who acts when a law does.

use super::*;
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, OriginTrait};

/// Laws of the class that `OfClass` names, and nobody else.
///
/// No class includes another: a constitutional law cannot do what is for a parameter law to do, nor
/// the other way round. So every rule is changed in one way only.
pub struct EnsureLaw<OfClass>(PhantomData<OfClass>);

/// The class of laws about numbers, issuers, units and offices.
pub struct OfParameter;

impl Get<Class> for OfParameter {
	fn get() -> Class {
		Class::Parameter
	}
}

/// The class of laws about the rules by which people keep power over those who hold it.
pub struct OfConstitution;

impl Get<Class> for OfConstitution {
	fn get() -> Class {
		Class::Constitution
	}
}

/// Laws about numbers, issuers, units and offices.
pub type EnsureParameter = EnsureLaw<OfParameter>;
/// Laws about the rules by which people keep power over those who hold it.
pub type EnsureConstitution = EnsureLaw<OfConstitution>;

impl<O, OfClass> EnsureOrigin<O> for EnsureLaw<OfClass>
where
	O: OriginTrait + From<Origin>,
	for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
	OfClass: Get<Class>,
{
	type Success = ();

	fn try_origin(origin: O) -> Result<Self::Success, O> {
		let is_law = <&O::PalletsOrigin as TryInto<&Origin>>::try_into(origin.caller())
			.is_ok_and(|caller| *caller == Origin::Law(OfClass::get()));
		if is_law {
			Ok(())
		} else {
			Err(origin)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<O, ()> {
		Ok(O::from(Origin::Law(OfClass::get())))
	}
}

impl<T: Config> Pallet<T> {
	/// Who makes the calls of laws of this class. An upgrade has the root of power: it can change
	/// everything anyway. For no other class is there a way to it.
	pub(crate) fn origin_of(class: Class) -> T::RuntimeOrigin {
		match class {
			Class::Upgrade => T::RuntimeOrigin::root(),
			Class::Statute | Class::Parameter | Class::Constitution => Origin::Law(class).into(),
		}
	}
}
