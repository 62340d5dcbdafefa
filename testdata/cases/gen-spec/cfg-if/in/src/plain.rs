#[derive(serde::Deserialize)]
pub struct Native { pub plain: u8 }
