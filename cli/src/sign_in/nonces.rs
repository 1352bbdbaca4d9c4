//! The challenges that wait for an answer.

use super::{Challenge, Refusal};
use std::collections::HashMap;

/// The challenges a service has given out and not yet seen answered: each is answered once.
#[derive(Clone, Debug)]
pub struct Nonces {
	waiting: HashMap<[u8; 32], Challenge>,
	limit: usize,
}

impl Nonces {
	/// None yet, and never more than `limit`, so that nobody can fill the memory with asking.
	pub fn new(limit: usize) -> Self {
		Self {
			waiting: HashMap::new(),
			limit,
		}
	}

	/// Remember a challenge that is given out at the moment `now`.
	///
	/// # Errors
	/// When too many wait already: ask the visitor to come back.
	pub fn remember(&mut self, challenge: &Challenge, now: u64) -> Result<(), Refusal> {
		if self.waiting.len() >= self.limit {
			self.waiting.retain(|_, waiting| now <= waiting.not_after);
		}
		if self.waiting.len() >= self.limit {
			return Err(Refusal::Busy);
		}
		self.waiting.insert(challenge.nonce, challenge.clone());
		Ok(())
	}

	/// Take out the challenge with this nonce. Nobody can take it again, whatever comes of the
	/// answer.
	///
	/// # Errors
	/// When no such challenge waits: it was answered before, ran out, or was never given out.
	pub fn spend(&mut self, nonce: &[u8; 32]) -> Result<Challenge, Refusal> {
		self.waiting.remove(nonce).ok_or(Refusal::UsedNonce)
	}

	/// How many wait.
	pub fn len(&self) -> usize {
		self.waiting.len()
	}

	/// Whether none waits.
	pub fn is_empty(&self) -> bool {
		self.waiting.is_empty()
	}
}
