//! What a chat window costs a page before anybody writes: bytes, and the time until a visitor can
//! write, in Causerie's and in what others have written.

mod beginning;
mod contestant;
mod figures;
mod network;
mod visit;

use causerie_e2e::{Failure, Stage};
use causerie_emulator::Settings;

use crate::files::{Files, shipped};
use crate::plan::Plan;
use crate::server::Server;

use beginning::Beginning;
use contestant::CONTESTANTS;
use figures::Figures;
use network::Network;
use visit::Visit;

const PROBE: &str = include_str!("start/probe.js");

/// Measures, and prints a table.
pub(crate) async fn run(plan: Plan) -> Result<(), Failure> {
    let stage = Stage::named("start").settings(Settings::unscripted());
    stage
        .site(shipped()?)
        .count_traffic()
        .play(async |page, center| {
            let files = files(&format!("http://{}/genesys", center.address()))?;
            let server = Server::start(files).await?;
            // A phone's, so that every widget is seen in full.
            page.resize(412, 823).await?;
            let mut measured = CONTESTANTS.map(|contestant| (contestant, Figures::default()));
            for round in 0..plan.visits {
                eprintln!("start: round {} of {}", round + 1, plan.visits);
                for network in Network::ALL {
                    for beginning in Beginning::ALL {
                        for (contestant, figures) in &mut measured {
                            let visit = Visit {
                                contestant,
                                network,
                                beginning,
                                origin: server.another_origin(),
                            };
                            figures.add(network, beginning, visit.play(page).await?);
                        }
                    }
                }
            }
            println!("{}", figures::table(&measured));
            Ok(())
        })
        .await
}

/// The same page for all but for what puts the widget on it; the contact centre's API has this
/// address.
fn files(api: &str) -> Result<Files, Failure> {
    let mut files = Files::read()?;
    for contestant in CONTESTANTS {
        for beginning in [Beginning::Load, Beginning::Click] {
            let path = format!("/{}/{}", contestant.key, beginning.page());
            let load = beginning == Beginning::Load;
            let probe = format!("const fromLoad = {load};\n{PROBE}");
            files.add_page(&path, &probe, &contestant.markup(beginning, api))?;
        }
    }
    Ok(files)
}
