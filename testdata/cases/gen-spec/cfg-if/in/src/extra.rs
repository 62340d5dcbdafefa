#[derive(serde::Deserialize)]
pub struct Native { pub extra: u8 }
