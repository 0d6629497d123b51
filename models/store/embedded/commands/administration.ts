/** What tools ask of a server before they work with it. */
import { arch, cpus, hostname, platform, release, totalmem } from "node:os"
import type { Command } from "./context.ts"

export const hostInfo: Command = {
  fields: [],
  run: ({ now }) => ({
    reply: {
      system: {
        currentTime: now(),
        hostname: hostname(),
        cpuAddrSize: 64,
        memSizeMB: Math.floor(totalmem() / 1024 / 1024),
        numCores: cpus().length,
        cpuArch: arch(),
      },
      os: { type: platform(), name: platform(), version: release() },
      extra: {},
      ok: 1,
    },
  }),
}

/** There are no users here. */
export const usersInfo: Command = {
  fields: ["showCredentials", "showCustomData", "showPrivileges", "filter"],
  run: () => ({ reply: { users: [], ok: 1 } }),
}

/** Sessions live from their first use on; this one only has to be known. */
export const refreshSessions: Command = { fields: [], run: () => ({ reply: { ok: 1 } }) }

export const replSetGetStatus: Command = {
  fields: [],
  run: ({ replicaSet, now, address }) => ({
    reply: {
      set: replicaSet,
      date: now(),
      myState: 1,
      members: [{ _id: 0, name: address(), health: 1, state: 1, stateStr: "PRIMARY", self: true }],
      ok: 1,
    },
  }),
}
