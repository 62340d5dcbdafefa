crate::a::settings!(Made);

#[derive(serde::Deserialize)]
pub struct Config {
    pub made: Made,
}
