//! What a chat window costs a page before anybody writes: bytes, and the time until a visitor can
//! write, in Causerie's and in what others have written.

mod beginning;
mod contestant;
mod figures;
mod files;
mod network;
mod server;
mod visit;

use causerie_e2e::{Failure, Stage};
use causerie_emulator::Settings;

use crate::plan::Plan;

use beginning::Beginning;
use contestant::CONTESTANTS;
use figures::Figures;
use files::Files;
use network::Network;
use server::Server;
use visit::Visit;

/// Measures, and prints a table.
pub(crate) async fn run(plan: Plan) -> Result<(), Failure> {
    let stage = Stage::named("start").settings(Settings::unscripted());
    stage
        .site(files::shipped()?)
        .count_traffic()
        .play(async |page, center| {
            let files = Files::read(&format!("http://{}/genesys", center.address()))?;
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
