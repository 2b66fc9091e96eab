// The shell lines in a host's file: which there are, and in which order the host runs them.
import { parse as toml } from "smol-toml";
import { parse as yaml } from "yaml";

/** The jobs of a file, each a list of `{ name, shell, script }`, with what else its host reads of a step. */
export function jobs(host, text) {
  if (host === "gitlab") {
    const { default: common, ...jobs } = yaml(text);
    // Alpine has no bash.
    const shell = common.image.startsWith("alpine") ? "sh" : "bash";
    return Object.entries(jobs).map(([name, job]) => {
      const script = [...common.before_script, ...job.script].join("\n");
      return { name, job, steps: [{ name, shell, script }] };
    });
  }
  if (host === "netlify" || host === "cloudflare") {
    // Netlify runs it with bash; Wrangler leaves it to the system's shell.
    return [{ name: host, steps: [{ name: host, shell: host === "netlify" ? "bash" : "sh", script: toml(text).build.command }] }];
  }
  return Object.entries(yaml(text).jobs).map(([name, job]) => {
    const steps = job.steps.map((step) => ({ ...step, name: step.name ?? step.uses, shell: "bash", script: step.run }));
    return { name, job, steps };
  });
}

/** Puts in what the host would put in for `${{ … }}`. */
export function filled(text, values) {
  return String(text).replace(/\$\{\{\s*(.*?)\s*\}\}/g, (whole, name) => {
    if (!(name in values)) throw new Error(`nobody said what ${whole} stands for`);
    return values[name];
  });
}
