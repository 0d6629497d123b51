import { randomUUID } from "node:crypto"
import pMap from "p-map"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { findSiteWatchRuleOn, findWebsites } from "#models/reference/reference.repository.server.ts"
import type { SiteWatchRule } from "#models/reference/site-watch-rule.ts"
import type { Website } from "#models/reference/website.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import { claimSite, findSiteWatches, keepLook } from "#models/site-look/site-look.repository.server.ts"
import { type SiteLook, type SiteWatch, standingAfter } from "#models/site-look/site-look.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { SiteVisitor } from "#workflows/gateways/site-visit/site-visitor.server.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { portalLinks } from "./portal-links.ts"
import { tellOfSite } from "./tell-of-site.server.ts"

export type SiteWatchDependencies = OfficeDependencies & {
  /** Measures leases and how long a site took: the machine's time. */
  leaseClock: Clock
  visitor: SiteVisitor
}

const AT_ONCE = 4
const DAY_MS = 24 * 60 * 60_000
/** One that failed is looked at again after this, before anybody is told. */
const AGAIN_MS = 60 * 60_000
/** What holds while no rule is in force and somebody asks all the same. */
const UNRULED = { seconds: 15, kilobytes: 2_048, provinceHosts: [], nationalHosts: [] }

/**
 * Opens each site of the register that was asked for, or was last looked at longer ago than the rule of the day says (a failed one sooner), and keeps what
 * came of it beside what people recorded. Safe to run twice at once and to kill at any moment: a look that was cut off is made
 * again once its lease is over. What people recorded is never touched; a site that stops answering, or answers again, is told of.
 * @returns how many were looked at
 */
export const lookAtSites = async (d: SiteWatchDependencies): Promise<number> => {
  // A restored store is settled before it reaches out.
  if (await isRecoveryOpen()) return 0
  const now = d.clock.now()
  const today = dayOf(now)
  const rule = await findSiteWatchRuleOn(today)
  const watches = await findSiteWatches()
  const due = (await findWebsites())
    .filter((site) => isValidOn(site, today))
    .filter(({ id }) => isDue(watches.get(id), rule, now))
  const looked = await pMap(due, (site) => lookAt(d, site, watches.get(site.id), rule), {
    concurrency: AT_ONCE,
  })
  return looked.filter(Boolean).length
}

const isDue = (watch: SiteWatch | undefined, rule: SiteWatchRule | null, now: Date): boolean => {
  if (watch?.askedAt) return true
  if (rule === null) return false
  const last = watch?.lookedAt
  const rest = watch?.standing === "SUSPECT" ? AGAIN_MS : rule.everyDays * DAY_MS
  return !last || now.getTime() - last.getTime() >= rest
}

async function lookAt(
  d: SiteWatchDependencies,
  site: Website,
  watch: SiteWatch | undefined,
  rule: SiteWatchRule | null,
): Promise<boolean> {
  const owner = randomUUID()
  const claim = { websiteId: site.id, lookedAt: watch?.lookedAt ?? null }
  const taken = await claimSite(claim, { owner, leaseNow: d.leaseClock.now() })
  if (!taken) return false
  const look = await visited(d, site, taken, rule ?? UNRULED)
  const standing = standingAfter(taken.standing, look)
  return await d.store.inTransaction(async (session) => {
    if (!(await keepLook(look, { owner, standing }, session))) return false
    const { isReachable, fault } = look
    const event = {
      subject: { kind: "website", id: site.id },
      type: "site.lookedAt",
      payload: { isReachable, fault },
    } as const
    await appendAuditEntries([auditDraft(event, SYSTEM_ACTOR, look.at)], session)
    await tellOfSite(site, look, { before: taken.standing, now: standing }, session)
    return true
  })
}

type Limits = Pick<SiteWatchRule, "seconds" | "kilobytes" | "provinceHosts" | "nationalHosts">

async function visited(
  d: SiteWatchDependencies,
  { id, kind, address }: Website,
  { askedBy }: SiteWatch,
  rule: Limits,
): Promise<SiteLook> {
  const begun = d.leaseClock.now().getTime()
  const found = await d.visitor.visit(address, { seconds: rule.seconds, bytes: rule.kilobytes * 1024 })
  const look = {
    ...{ id: randomUUID(), websiteId: id, at: d.clock.now(), askedBy, address, status: found.status },
    milliseconds: Math.max(0, d.leaseClock.now().getTime() - begun),
    ...{ linksProvince: null, linksNational: null },
  }
  if (!found.ok) return { ...look, isReachable: found.isOurs ? null : false, fault: found.fault }
  if (kind === "SYSTEM") return { ...look, isReachable: true, fault: "" }
  if (found.html === null) return { ...look, isReachable: true, fault: found.fault }
  const links = portalLinks(found.html, found.address)
  return {
    ...look,
    isReachable: true,
    fault: "",
    linksProvince: links.to(rule.provinceHosts),
    linksNational: links.to(rule.nationalHosts),
  }
}
