//! Lists gone through entry by entry.

use std::fmt;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Goes through a list that is known to be well-formed, without holding more than one entry.
pub fn each(list: &str, visit: &mut dyn FnMut(usize, &str) -> ControlFlow<()>) {
    struct Entries<'f>(&'f mut dyn FnMut(usize, &str) -> ControlFlow<()>);
    impl<'de> Visitor<'de> for Entries<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
            let mut index = 0;
            while let Some(raw) = seq.next_element::<&RawValue>()? {
                if (self.0)(index, raw.get()).is_break() {
                    break;
                }
                index += 1;
            }
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            Ok(())
        }
    }
    impl<'de> DeserializeSeed<'de> for Entries<'_> {
        type Value = ();

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_seq(self)
        }
    }
    let read = Entries(visit).deserialize(&mut serde_json::Deserializer::from_str(list));
    debug_assert!(read.is_ok(), "{read:?}");
}
