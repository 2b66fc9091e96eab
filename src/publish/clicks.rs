//! What a person does on the host's pages, and where they look when it does not work.

use super::{Address, Host, Program, Site, address};

/// The steps in their order, each a sentence or two, and then what to look at when it does not work.
pub fn clicks(site: &Site) -> (Vec<String>, Vec<String>) {
    let repository = site.repository.place.url();
    let stands = address(site);
    // Whoever has a domain knows the address.
    let told = |place: &str| match stands {
        Address::Later => format!("{place} The address stands there: write it as base_url into hereabouts.toml."),
        Address::Given(_) | Address::Own(_) => place.to_owned(),
    };
    let mut steps = match site.host {
        Host::Github => vec![
            format!("Open {repository}/settings/pages. Under \"Build and deployment\", choose \"GitHub Actions\" as the Source. There is nothing to save."),
            "Put the files named above into the repository: commit them, and push.".to_owned(),
            format!("Open {repository}/actions. The run \"Directory\" gets two green ticks."),
        ],
        Host::Gitlab => vec![
            "Put the files named above into the repository: commit them, and push.".to_owned(),
            format!("Open {repository}/-/pipelines. The newest pipeline gets a green tick."),
            told(&format!("Open {repository}/pages (in the menu: Deploy, Pages).")),
            "If the project is private, open Settings, General, Visibility, and give Pages to everyone.".to_owned(),
        ],
        Host::Codeberg => vec![
            format!("Open {repository}/settings/units. Under \"Overview\", tick \"Actions\", and save."),
            "Put the files named above into the repository: commit them, and push.".to_owned(),
            format!("Open {repository}/actions. The run \"Directory\" gets two green ticks; it may wait for half an hour for its turn."),
        ],
        Host::Netlify => vec![
            "Put the files named above into the repository: commit them, and push.".to_owned(),
            "Open https://app.netlify.com, and choose \"Add new project\", \"Import an existing project\".".to_owned(),
            format!("Choose where the files are kept, let Netlify in, and choose {}. It reads the rest from netlify.toml: \"Deploy\".", site.repository.place.path),
            told("Look at the top of the project's page."),
        ],
        Host::Cloudflare => vec![
            "Put the files named above into the repository: commit them, and push.".to_owned(),
            "Open https://dash.cloudflare.com, and choose \"Add\", \"Workers\", and to connect the place where the files are kept.".to_owned(),
            format!("Choose {}. Leave the build command empty; the deploy command is: npx wrangler deploy", site.repository.place.path),
            told("Look at the page of the Worker."),
        ],
    };
    match &stands {
        Address::Own(own) => {
            steps.push(own_domain(site, &address::server(own)));
            steps.push(format!("The site stands at {own}"));
        }
        Address::Given(given) => steps.push(format!("The site stands at {given}")),
        Address::Later => {}
    }
    (steps, amiss(site))
}

/// How a domain of one's own leads to the site.
fn own_domain(site: &Site, domain: &str) -> String {
    let repository = site.repository.place.url();
    let owner = site.repository.place.owner().to_lowercase();
    match site.host {
        Host::Github => format!(
            "Write {domain} under \"Custom domain\" on {repository}/settings/pages, and where you bought the domain, let it lead to {owner}.github.io (a CNAME record; a domain without a part in front needs the addresses that GitHub lists)."
        ),
        Host::Gitlab => format!(
            "Choose \"New Domain\" on {repository}/pages, write {domain}, and do at your domain's seller what it lists."
        ),
        Host::Codeberg => format!(
            "Where you bought the domain, let {domain} lead to codeberg.page. (a CNAME record), and give _git-pages-forge-allowlist.{domain} the text {repository}.git (a TXT record)."
        ),
        Host::Netlify => format!(
            "On the project's page, choose \"Domain management\", add {domain}, and do at your domain's seller what it lists."
        ),
        Host::Cloudflare => format!(
            "On the Worker's page, choose \"Settings\", \"Domains & Routes\", and add {domain}; the domain has to be with Cloudflare."
        ),
    }
}

/// What to look at when it does not work.
fn amiss(site: &Site) -> Vec<String> {
    let mut amiss = match site.host {
        Host::Github => vec![
            "\"Get Pages site failed\": the Source is not chosen yet. Choose it, and then \"Re-run all jobs\".".to_owned(),
            "A red cross at \"Check\" alone: the site is up, without what could not be read; each slip is told at its line.".to_owned(),
            "GitHub stops the nightly run when nobody changed a file for 60 days, and sends an e-mail: \"Enable workflow\" on the page of \"Directory, every night\" starts it again. What somebody changes is published all the same.".to_owned(),
        ],
        Host::Gitlab => vec![
            "The pipeline does not start: a new account has to be verified first, as the page says.".to_owned(),
            "The page asks to sign in: Pages are for members only. See the step about Settings.".to_owned(),
            "What is on this week grows old when nobody changes anything: under Build, Pipeline schedules, let it run every night.".to_owned(),
        ],
        Host::Codeberg => vec![
            "\"Waiting for a runner\" for hours: Codeberg runs for public repositories only, and asks newcomers to ask first.".to_owned(),
            "It stops after five minutes: the runner is too small. Write codeberg-medium for codeberg-small in the file.".to_owned(),
        ],
        Host::Netlify | Host::Cloudflare => vec![
            "The log of the newest deploy says why; what is wrong in a record is told there at its line.".to_owned(),
        ],
    };
    if let Program::Source(_) = site.program {
        let when =
            if matches!(site.host, Host::Github | Host::Gitlab) { "The first run takes" } else { "Every run takes" };
        amiss.push(format!("{when} some minutes, since it builds the program from its source. With --program and --sha256 it fetches it ready made."));
    }
    amiss.push(format!("The site looks bare, or codes on paper lead nowhere: base_url in hereabouts.toml is not the address. Try: hereabouts publish {} --check", site.host.word()));
    amiss
}
