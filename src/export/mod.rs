//! Claims in open formats, one small file per format.

pub mod record;
