//! The first issuers and schemas.

use crate::*;
use frame_support::pallet_prelude::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Build the state that the preset describes. A chain must not start with what it cannot live
	/// with, so this panics on anything bad.
	pub(crate) fn found(config: &GenesisConfig<T>) {
		assert!(
			config.params.is_valid(),
			"credentials: bad parameters: {:?}",
			config.params
		);
		Parameters::<T>::put(config.params);
		for (issuer, daily_quota) in &config.issuers {
			let is_new = !Issuers::<T>::contains_key(issuer);
			assert!(is_new, "credentials: issuer {issuer:?} is named twice");
			if let Err(error) = Self::do_accredit(issuer, *daily_quota) {
				panic!("credentials: issuer {issuer:?}: {error:?}");
			}
		}
		for entry in &config.schemas {
			if let Err(error) = Self::found_schema(entry) {
				panic!("credentials: schema `{}`: {error:?}", entry.title);
			}
		}
	}

	fn found_schema(entry: &SchemaEntry<T::AccountId, BlockNumberFor<T>>) -> DispatchResult {
		let is_known = Issuers::<T>::contains_key(&entry.issuer);
		frame_support::ensure!(is_known, Error::<T>::NotIssuer);
		let title = Title::try_from(entry.title.as_bytes().to_vec());
		let purpose = Purpose::try_from(entry.purpose.as_bytes().to_vec());
		Self::insert_schema(
			&entry.issuer,
			title.map_err(|_| Error::<T>::BadTitle)?,
			purpose.map_err(|_| Error::<T>::BadPurpose)?,
			entry.validity,
			entry.publicity,
		)
	}
}
