//! Why a node or a runtime refused a transaction, in words that say what to do.

use codec::Decode;
use std::fmt;
use subxt::rpcs::{Error as RpcError, UserError};
use veche_primitives::refusal;

/// A refusal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
	/// The runtime refused the call with a code of [`veche_primitives::refusal`].
	Code(u8),
	/// Outdated: the nonce of an account, or the counter of a ballot.
	Stale,
	/// The node has this very transaction already.
	Known,
	/// Another transaction of the same voter or account waits and goes before.
	Behind,
	/// It waited, and a newer one of the same voter or account took its place.
	Replaced,
	/// The node refused the same transaction a moment ago, or has seen it in a block, and does not look
	/// at it again.
	Banned,
	/// The node has no room for it. Other nodes may have.
	Full,
	/// The node dropped it after a while and finds nothing wrong with it. Other nodes may still have
	/// it.
	Lost,
	/// It is in a block that does not become final.
	NotFinal,
	/// The account cannot pay the fee.
	Payment,
	/// The call was executed and failed: pallet, error, what to do.
	Failed(String, String, String),
	/// Something else, in the node's words.
	Other(String),
}

impl fmt::Display for Refused {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Code(code) => write!(f, "{} (refusal {code})", refusal::explain(*code)),
			Self::Stale => {
				write!(
					f,
					"the account has sent another transaction meanwhile; run it again"
				)
			}
			Self::Known => {
				write!(
					f,
					"the node has this transaction already; wait for the next blocks"
				)
			}
			Self::Behind => write!(
				f,
				"another ballot or transaction of yours waits in the node; wait for the next block \
				 and try again"
			),
			Self::Replaced => write!(
				f,
				"a newer ballot or transaction of yours took its place; look at what counts (`veche \
				 poll show N` for a ballot) before you send anything again"
			),
			Self::Full => write!(
				f,
				"the node is full and dropped it; wait, look whether it counted, then run it again"
			),
			Self::Lost => write!(
				f,
				"this node dropped it and finds nothing wrong with it now; look whether it counted, \
				 then run it again"
			),
			Self::NotFinal => write!(
				f,
				"the chain does not finalise; ask its validators, then look whether it counted"
			),
			Self::Banned => write!(
				f,
				"the node has just refused the same transaction, or seen it in a block; look whether it \
				 counted, else correct it, or wait before sending it again"
			),
			Self::Payment => write!(
				f,
				"the account cannot pay: an act is free only for a person or registrar with free \
				 acts left today, and only if it is sure to succeed; check what you asked for"
			),
			Self::Failed(pallet, error, advice) => write!(f, "{pallet}.{error}: {advice}"),
			Self::Other(text) => write!(f, "{text}; correct it or ask another node"),
		}
	}
}

impl std::error::Error for Refused {}

impl Refused {
	/// The refusal code, also where the runtime says it in the pool's own words.
	pub fn code(&self) -> Option<u8> {
		match self {
			Self::Code(code) => Some(*code),
			Self::Stale => Some(refusal::STALE_COUNTER),
			_ => None,
		}
	}

	/// Whether the transaction has no effect and, as far as anybody can tell, never will: what was
	/// made for it can be thrown away. Whatever else is said of one that was sent, it may still get
	/// into a block from another node.
	pub const fn is_certain(&self) -> bool {
		matches!(self, Self::Payment | Self::Failed(..))
	}

	/// Whether another act of the account has the number that this one was signed with.
	pub const fn is_overtaken(&self) -> bool {
		matches!(self, Self::Stale | Self::Behind)
	}

	/// From the node's answer to a submission; none if it is no refusal but a broken connection.
	pub fn from_rpc(error: &RpcError) -> Option<Self> {
		match error {
			RpcError::User(error) => Some(Self::from_user(error)),
			_ => None,
		}
	}

	fn from_user(error: &UserError) -> Self {
		let data = error
			.data
			.as_ref()
			.map_or("", |data| data.get())
			.trim_matches('"');
		match error.code {
			1010 => Self::from_words(data, &error.message),
			1012 => Self::Banned,
			1013 => Self::Known,
			1014 => Self::Behind,
			1016 => Self::Full,
			_ if data.is_empty() => Self::Other(error.message.clone()),
			_ => Self::Other(format!("{}: {data}", error.message)),
		}
	}

	fn from_words(data: &str, message: &str) -> Self {
		if let Some(code) = data
			.strip_prefix("Custom error: ")
			.and_then(|code| code.parse().ok())
		{
			return Self::Code(code);
		}
		match data {
			"Transaction is outdated" => Self::Stale,
			words if words.starts_with("Inability to pay") => Self::Payment,
			"" => Self::Other(message.into()),
			words => Self::Other(format!("{message}: {words}")),
		}
	}

	/// From the runtime's encoded verdict on a transaction; none when it is valid.
	pub fn from_validity(mut bytes: &[u8]) -> Option<Self> {
		/// `sp_runtime`'s error of the same name.
		#[derive(Decode)]
		enum Invalid {
			Call,
			Payment,
			Future,
			Stale,
			BadProof,
			AncientBirthBlock,
			ExhaustsResources,
			Custom(u8),
			BadMandatory,
			MandatoryValidation,
			BadSigner,
			IndeterminateImplicit,
			UnknownOrigin,
		}
		let other = |text: &str| Some(Self::Other(text.into()));
		match (u8::decode(&mut bytes), u8::decode(&mut bytes)) {
			(Ok(0), _) => None,
			(Ok(1), Ok(0)) => match Invalid::decode(&mut bytes) {
				Ok(Invalid::Custom(code)) => Some(Self::Code(code)),
				Ok(Invalid::Stale) => Some(Self::Stale),
				Ok(Invalid::Payment) => Some(Self::Payment),
				Ok(Invalid::Future) => other("the account's nonce is too high"),
				Ok(Invalid::BadProof | Invalid::BadSigner) => other("the signature does not hold"),
				Ok(Invalid::AncientBirthBlock) => other("the transaction is too old"),
				Ok(Invalid::ExhaustsResources) => other("the block has no room for it"),
				Ok(Invalid::Call) => other("the call is not allowed"),
				Ok(Invalid::UnknownOrigin) => other("the transaction names nobody who may do this"),
				_ => other("the transaction is not valid"),
			},
			_ => other("the node cannot tell whether the transaction is valid"),
		}
	}
}
