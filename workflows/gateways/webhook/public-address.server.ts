import { lookup } from "node:dns"
import { isIP, type LookupFunction } from "node:net"
import ipaddr from "ipaddr.js"

/** An address that is no public one: of this machine, a network behind it, or reserved. */
export class PrivateAddressError extends Error {}

/** Whether an IP address is one of the open internet; mapped and translated forms are judged by what they stand for. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast"

/** @throws PrivateAddressError when a host that is written as an address is no public one */
export const assertPublicHost = (hostname: string): void => {
  const address = hostname.replace(/^\[|\]$/g, "")
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw new PrivateAddressError(address)
}

/**
 * Looks a name up for a connection and lets none but public addresses through: the address that was judged is the one connected to,
 * so that a name cannot mean another machine a moment later.
 */
export const lookUpPublic: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "", 0)
    const odd = found.find(({ address }) => !isPublicAddress(address))
    if (odd) return done(new PrivateAddressError(odd.address), "", 0)
    const [first] = found
    if (options.all) return done(null, found as never)
    done(null, first?.address ?? "", first?.family ?? 0)
  })
