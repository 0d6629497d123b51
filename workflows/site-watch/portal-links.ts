import { Parser } from "htmlparser2"

const plainHost = (host: string): string => host.toLowerCase().replace(/^www\./u, "")

/** Whether a page links to one of these hosts; null where there is none to look for. Links of the page to itself do not count. */
export const portalLinks = (
  html: string,
  address: string,
): { to(hosts: readonly string[]): boolean | null } => {
  const own = plainHost(new URL(address).hostname)
  const found = new Set<string>()
  const parser = new Parser({
    onopentag(name, { href }) {
      if ((name !== "a" && name !== "area") || href === undefined || !URL.canParse(href, address)) return
      const host = plainHost(new URL(href, address).hostname)
      if (host !== own) found.add(host)
    },
  })
  parser.end(html)
  return {
    to: (hosts) => (hosts.length === 0 ? null : hosts.some((host) => found.has(plainHost(host)))),
  }
}
