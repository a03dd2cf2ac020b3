/**
 * Keeps the pages in the browser, so that they are there without a server, too. It keeps nothing of what is in records: that
 * is kept by the pages (`src/data/offline/`). A new build waits until all pages of the old one are closed.
 */
declare const self: ServiceWorkerGlobalScope;
/** The page and all of its files; the build puts them here. */
declare const FILES: readonly string[];

const files = new Set(FILES);
const CACHE = "pages";
const PAGE = "/";

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(PAGE)));
  else if (files.has(pathname)) event.respondWith(kept(pathname));
});

/** Take in what is not there yet. The page names the files of its build, so it is always a new one. */
async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([...files].filter((file) => !there.has(file)));
}

async function tidy(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(PAGE, await fetch(PAGE, { cache: "no-cache" }));
  for (const request of await cache.keys()) {
    if (!files.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

async function kept(path: string): Promise<Response> {
  return (await caches.match(path)) ?? fetch(path);
}

export {};
