/**
 * Loaded by commands that end by themselves: a process of Node that ends while V8's middle compiler still works may wait for it for
 * ever (nodejs/node#54918). A command that lives for seconds misses it little; one that hangs after its work stops a nightly job.
 */
import { setFlagsFromString } from "node:v8"

setFlagsFromString("--no-maglev")
