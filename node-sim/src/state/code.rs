//! Other runtimes' code: there is none here.
//!
//! On a node, `System.set_code` asks the host which version a piece of Wasm
//! has. This chain runs one native runtime, so no code has a version, and the
//! call fails with an error in place of a host function that is missing.

use sp_core::traits::{ReadRuntimeVersion, ReadRuntimeVersionExt};
use sp_externalities::Externalities;

struct NoOtherRuntime;

impl ReadRuntimeVersion for NoOtherRuntime {
    fn read_runtime_version(
        &self,
        _code: &[u8],
        _ext: &mut dyn Externalities,
    ) -> Result<Vec<u8>, String> {
        Err("this chain runs its native runtime only".to_owned())
    }
}

/// What the runtime asks for the version of code.
pub(super) struct CodeReader(pub(super) ReadRuntimeVersionExt);

impl Default for CodeReader {
    fn default() -> Self {
        Self(ReadRuntimeVersionExt::new(NoOtherRuntime))
    }
}
