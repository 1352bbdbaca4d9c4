//! What laws stand on.

use crate::{presets::JURIST, Runtime};
use alloc::string::String;
use frame_support::{ensure, traits::Get};
use pallet_credentials::Publicity;
use veche_primitives::{territory::Territory, UnitId};

/// Whether laws can be made on the chain that has just been built; if not, what must be added.
///
/// What is missing could not be made up for later: there would be no block, no elector or no panel for
/// the law that does it. Or somebody else would take the place: the first issuer to open a schema
/// would say who sits on juries.
pub fn check_founding() -> Result<(), String> {
	let validators = pallet_session::Validators::<Runtime>::get();
	ensure!(
		!validators.is_empty(),
		"founding: nobody makes blocks; name the first validators in session.keys"
	);
	let country: UnitId = <Runtime as pallet_laws::Config>::Country::get();
	ensure!(
		crate::Territory::exists(country),
		"founding: there is no country whose people make laws; put it first in territory.units"
	);
	let needed = pallet_identity::Parameters::<Runtime>::get().attesters_needed;
	ensure!(
		pallet_identity::Registrars::<Runtime>::count() >= u32::from(needed),
		"founding: fewer registrars than must agree on a person; name more in identity.registrars"
	);
	let diploma = pallet_credentials::Schemas::<Runtime>::get(JURIST);
	let publicity = diploma.map(|schema| schema.publicity);
	ensure!(
		publicity.is_some(),
		"founding: there is no diploma of jurists, from whom panels are drawn; make it the second of \
		 credentials.schemas"
	);
	ensure!(
		publicity == Some(Publicity::Anonymous),
		"founding: the diploma of jurists would show who they are; make the second of \
		 credentials.schemas anonymous"
	);
	Ok(())
}
