import { randomUUID } from "node:crypto"
import { Stack } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { findCriterionHelpOn } from "#models/reference/reference.repository.server.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import { dayOf } from "#models/shared/dates.ts"
import { rebaseWorkingCopy } from "#models/working-copy/working-copy.repository.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { eventOf, RegistrationForm } from "#workflows/registration/registration-form.ts"
import { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { stepOf } from "#workflows/registration/steps/index.ts"
import { discardOlderCopy, discardWorkingCopy } from "#workflows/registration/working-copy.server.ts"
import { findNextInList, getRegistrationPage } from "#workflows/screens/registration-page.server.ts"
import { whatWasDone } from "#workflows/screens/what-was-done.server.ts"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { DoneNotice } from "../../components/registrations/done-notice.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseQuery, parseSent, readForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { isUpload } from "../../http/read-upload.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { Decisions, Standing } from "./decisions.tsx"
import { OtherTab } from "./other-tab.tsx"
import { ProcedureParts } from "./procedure-parts.tsx"
import { PROPOSAL_FORM, ProposalForm } from "./proposal-form.tsx"
import { ProposalView } from "./proposal-view.tsx"
import { Redlines } from "./redline.tsx"
import classes from "./registration.module.css"
import { RegistrationHead } from "./registration-head.tsx"
import { Shortcuts } from "./shortcuts.tsx"
import { tabOf } from "./tab-of.ts"
import { Tabs } from "./tabs.tsx"
import { dropAttachment, takeAttachment } from "./take-attachment.server.ts"
import { takeComment } from "./take-comment.server.ts"
import { takeCorrection } from "./take-correction.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Đăng ký mức độ", data?.registration.procedureName)

const queryOf = (request: Request): RegistrationQuery => {
  const parsed = parseQuery(request, RegistrationQuery)
  return parsed.ok ? parsed.value : { page: 1 }
}

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { page: _, ...query } = queryOf(request)
  const registrationId = params.registrationId ?? ""
  const [page, help] = await Promise.all([
    read(() => getRegistrationPage(context.runtime, { registrationId, query: { ...query, page: 1 }, actor })),
    findCriterionHelpOn(dayOf(context.runtime.clock.now())),
  ])
  const asked = new URL(request.url).searchParams
  const takesOlder = page.olderCopy !== null && asked.get("nhap-do") === "cu"
  const done = await whatWasDone(context.runtime, {
    registrationId: asked.get("vua") ?? registrationId,
    event: eventOf(asked.get("xong")),
    actor,
  })
  // Each drawing of its form is one comment to be.
  const commentId = randomUUID()
  return { ...page, query, takesOlder, done, commentId, tab: tabOf(request), help }
}

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const registrationId = params.registrationId ?? ""
  const query = queryOf(request)
  const about = { registrationId, query, actor }
  if (isUpload(request)) return takeAttachment(context.runtime, { ...about, request })
  const sent = await readForm(request)
  const { intent } = sent.fields
  if (intent === "attachment.removed") return dropAttachment(context.runtime, { ...about, sent })
  if (intent === "copy.discarded" || intent === "older.discarded") {
    if (intent === "older.discarded") await discardOlderCopy(registrationId, actor)
    else await discardWorkingCopy(registrationId, actor, versionsIn(sent.fields))
    return redirect(paths.registration(registrationId, { ...query, page: undefined }))
  }
  if (intent === "comment") return takeComment(context.runtime, { ...about, sent })
  if (intent === "fact.corrected") return takeCorrection(context.runtime, { ...about, sent })
  const form = await parseSent(sent, RegistrationForm)
  if (!form.ok) {
    const { errors, values, status } = form
    return data({ intent: eventOf(values.intent), errors, values, conflict: null, message: "" }, { status })
  }
  const { event, revision, goOn } = form.value
  const list = { ...query, page: undefined }
  // Asked before the move: afterwards this one may have left the list.
  const nextId = goOn
    ? await findNextInList(context.runtime, { registrationId, query, actor })
    : registrationId
  const outcome = await attempt(() =>
    moveRegistration(context.runtime, { registrationId, revision, event, actor }),
  )
  if (outcome.ok) {
    const isRemark = stepOf(event.type)?.place === "REMARK"
    // What is half typed stays on what is saved now: a remark changes nothing of the proposal.
    if (isRemark) await rebaseWorkingCopy({ registrationId, userId: actor.id }, revision, revision + 1)
    if ("proposal" in event) await discardWorkingCopy(registrationId, actor, versionsIn(sent.fields))
    return redirect(
      nextId
        ? paths.registration(nextId, {
            ...list,
            xong: event.type,
            phan: isRemark ? "nhan-xet" : undefined,
            vua: nextId === registrationId ? undefined : registrationId,
          })
        : paths.appraisal({ ...list, xong: "het", viec: event.type, vua: registrationId }),
    )
  }
  const { errors, conflict, message, status } = outcome
  const values = "proposal" in event ? event.proposal : { ...event }
  return data(
    { intent: event.type, errors, values: values as Record<string, unknown>, conflict, message },
    { status },
  )
}

/** Versions of the half-typed copy that the form knows: what another window has kept since is not its to forget. */
const versionsIn = ({ copyVersion, copyNext }: Record<string, unknown>): string[] | undefined =>
  copyVersion === undefined
    ? undefined
    : [copyVersion, copyNext].filter((one): one is string => typeof one === "string" && one !== "")

/** The button that sends a refused proposal again, for the same act. */
const resentBy = (intent: RegistrationEventType | null) =>
  intent === "proposal.submitted"
    ? { label: "Trình bản đã chọn", name: "intent", value: intent }
    : { label: "Lưu bản đã chọn", name: "intent", value: "draft.saved" }

export default function RegistrationScreen() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { registration, possible, context } = page
  const revision = answer?.conflict?.currentRevision ?? registration.revision
  const refusedProposal =
    answer?.intent === "draft.saved" || answer?.intent === "proposal.submitted" ? answer : null
  const isEditable = possible.includes("draft.saved") || refusedProposal?.conflict != null
  const elsewhere = answer?.conflict ? undefined : answer
  return (
    // Another registration is another page: nothing typed for one may stay for the next.
    <Stack gap="md" key={registration.id}>
      <RegistrationHead page={page} />
      <DoneNotice done={answer ? null : page.done} key={`${registration.id}:${registration.revision}`} />
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={
            refusedProposal
              ? `${answer.message} Phần bạn vừa nhập vẫn còn trong biểu mẫu bên dưới.`
              : answer.message
          }
          {...(refusedProposal && possible.includes("draft.saved")
            ? { form: { id: PROPOSAL_FORM, button: resentBy(refusedProposal.intent) } }
            : {})}
          reloadTo={paths.registration(registration.id, page.query)}
        />
      ) : null}
      <Tabs page={page} />
      {page.tab === "tra-loi" ? (
        <div className={classes.columns}>
          <div className={classes.beside}>
            <ProcedureParts page={page} />
          </div>
          <Stack gap="sm" miw={0}>
            <Standing page={page} answer={elsewhere} />
            <Redlines page={page} isOpen={!isEditable} />
            {isEditable ? (
              <ProposalForm
                // Filled in after the suggestion while nothing is kept: another suggestion, another form.
                key={`${context.proposal ? "kept" : JSON.stringify(registration.suggestion.answers)}:${page.takesOlder}`}
                page={page}
                revision={revision}
                answer={refusedProposal ?? undefined}
              />
            ) : null}
            {isEditable ? (
              <div className={classes.others}>
                <Decisions page={page} revision={revision} answer={elsewhere} />
                <Shortcuts hasNext={page.nextId !== null} isEditable />
              </div>
            ) : (
              <>
                <Decisions page={page} revision={revision} answer={elsewhere} />
                <ProposalView page={page} proposal={context.proposal} />
                <Shortcuts hasNext={page.nextId !== null} isEditable={false} />
              </>
            )}
          </Stack>
        </div>
      ) : (
        <OtherTab page={page} revision={revision} answer={answer ?? undefined} />
      )}
    </Stack>
  )
}
