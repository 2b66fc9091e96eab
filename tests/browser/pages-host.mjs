// A host on this computer that does what GitHub Pages does with the page of a project: the site stands below the name of its repository, at /repo/,
// and what lies around it belongs to others.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { files } from "./support.mjs";

const text = (type) => `${type}; charset=utf-8`;
const types = {
  ".html": text("text/html"), ".css": text("text/css"), ".js": text("application/javascript"), ".txt": text("text/plain"),
  ".xml": text("application/xml"), ".ics": text("text/calendar"), ".json": text("application/json"), ".svg": text("image/svg+xml"),
  ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".pdf": "application/pdf",
};
/** What the host itself says where it knows nothing: a page of its own, not the site's. */
export const hostsOwn = "<!doctype html><title>Site not found</title><h1>There is no site here: this is the host's own page</h1>";

/** Serves what lies in `folder` now, below each of the names as if it were a site of its own. `asked` gathers what was asked for: the path as it came, and the status of the answer. */
export async function pagesHost(folder, ...names) {
  if (names.length === 0) names.push("repo");
  // What is uploaded is all that there ever is, so no path leads out of it, and capitals count on every computer.
  // Without Jekyll's leave (`.nojekyll`) names that begin with _ are dropped; this host never gives it.
  const uploaded = new Set(files(folder).filter((path) => !/(^|\/)[._]/.test(path)));
  const folders = new Set([...uploaded].flatMap((path) => [...path.matchAll(/\//g)].map((slash) => path.slice(0, slash.index))));

  /** What is answered to a path below the site: a file, or that it is a folder. */
  function find(path) {
    if (path === "" || path.endsWith("/")) return { file: [path + "index.html"].find((file) => uploaded.has(file)) };
    const file = [path, path + ".html"].find((file) => uploaded.has(file));
    return file ? { file } : { isFolder: folders.has(path) };
  }

  function answer(asked) {
    const [raw, ...query] = asked.split("?");
    let path;
    try {
      path = decodeURIComponent(raw);
    } catch {
      return { status: 400 };
    }
    if (path.split(/[/\\]/).includes("..") || path.includes("\0")) return { status: 400 };
    const onward = { status: 301, location: [raw + "/", ...query].join("?") };
    if (names.some((name) => path === `/${name}`)) return onward;
    const name = names.find((name) => path.startsWith(`/${name}/`));
    if (!name) return { status: 404 };
    const { file, isFolder } = find(path.slice(name.length + 2));
    if (file) return { status: 200, file };
    if (isFolder) return onward;
    return { status: 404, file: uploaded.has("404.html") ? "404.html" : undefined };
  }

  const asked = [];
  const server = createServer((request, response) => {
    const { status, file, location } = ["GET", "HEAD"].includes(request.method) ? answer(request.url) : { status: 405 };
    asked.push({ path: request.url, status });
    const headers = { "Content-Type": file ? types[extname(file)] ?? "application/octet-stream" : types[".html"], "Cache-Control": "max-age=600" };
    if (location) headers.Location = location;
    response.writeHead(status, headers).end(file ? readFileSync(join(folder, file)) : hostsOwn);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const at = `127.0.0.1:${server.address().port}`;
  const close = () => { server.close(); server.closeAllConnections(); };
  return { at, origin: `http://${at}`, url: `http://${at}/${names[0]}/`, asked, close };
}
