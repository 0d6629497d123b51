import { Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { REGIME_PROPOSAL_STATE_LABELS } from "#models/regime-proposal/states.ts"
import { saveRegimeDraft, stepRegimeProposal } from "#workflows/regimes/propose-regime.server.ts"
import { bodyOf } from "#workflows/regimes/read-pack.ts"
import { getRegimeProposalPage } from "#workflows/screens/regime-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { RegimeForm, RegimeFormFields } from "../../components/regimes/regime-form.tsx"
import { RegimeView } from "../../components/regimes/regime-view.tsx"
import { Day } from "../../components/values.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseSent, readForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { redirectDone } from "../../http/redirect-done.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { Differences } from "./differences.tsx"
import { Effects } from "./effects.tsx"
import { ProposalSteps } from "./proposal-steps.tsx"
import { StepForm } from "./step-form.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Bộ quy định dự thảo", data?.pack.name)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const proposalId = params.proposalId ?? ""
  const page = await read(() => getRegimeProposalPage(context.runtime, { proposalId, actor }))
  const { id, name, validFrom, validTo } = page.pack
  return { ...page, values: { id, name, validFrom, validTo: validTo ?? "", body: bodyOf(page.pack) } }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const proposalId = params.proposalId ?? ""
  const sent = await readForm(request)
  const isSaving = sent.fields["intent"] === "pack.saved"
  const form = isSaving ? await parseSent(sent, RegimeFormFields) : await parseSent(sent, StepForm)
  if (!form.ok) return data({ isSaving, errors: form.errors, values: form.values }, { status: form.status })
  const outcome = await attempt(async () => {
    if ("body" in form.value)
      await saveRegimeDraft(context.runtime, {
        proposalId,
        revision: form.value.revision,
        form: form.value,
        actor,
      })
    else {
      const { intent: type, revision, reason } = form.value
      await stepRegimeProposal(context.runtime, { proposalId, type, revision, reason, actor })
    }
  })
  return outcome.ok
    ? redirectDone(actor, paths.regimeProposal(proposalId))
    : data({ isSaving, errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function RegimeProposalScreen() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { proposal, pack, replaced, may, values } = page
  const saving = answer?.isSaving ? answer : undefined
  return (
    <Stack gap="xl">
      <PageHeader
        title={pack.name}
        lead={
          <>
            <StatusBadge
              label={REGIME_PROPOSAL_STATE_LABELS[proposal.state]}
              tone={proposal.state === "approved" ? "good" : "busy"}
            />{" "}
            Thay «{replaced.name}» từ <Day day={pack.validFrom} />
          </>
        }
        back={{ to: paths.regimes(), label: "Bộ quy định pháp luật" }}
      />
      <ProposalSteps page={page} errors={answer && !answer.isSaving ? answer.errors : undefined} />
      <Differences differences={page.differences} />
      <Effects effects={page.effects} decided={page.decided} />
      <details>
        <summary>Toàn văn bộ quy định dự thảo</summary>
        <RegimeView regime={pack} />
      </details>
      {may.save ? (
        <details open={saving !== undefined}>
          <summary>Sửa dự thảo</summary>
          <RegimeForm
            values={{ ...values, ...saving?.values }}
            revision={proposal.revision}
            errors={saving?.errors}
          />
        </details>
      ) : (
        <Text size="sm">Bộ quy định đã trình thì không sửa; cần sửa thì trả lại.</Text>
      )}
    </Stack>
  )
}
