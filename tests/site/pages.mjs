// What HashiCorp's integrations portal makes of pages. Reads a JSON array of Markdown texts,
// and prints a JSON array with what a reader gets of each: the ids of headings, the links, the
// tags that are dropped and the text that is left; or why the page is refused.
import mdx from '@mdx-js/mdx'
import remarkPlugins from '@hashicorp/remark-plugins'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import slugify from 'slugify'

const schema = {
  ...defaultSchema,
  tagNames: [...defaultSchema.tagNames, 'inlineCode'],
  attributes: {
    ...defaultSchema.attributes,
    '*': [...defaultSchema.attributes['*'], 'className'],
  },
}

function* nodes(tree) {
  yield tree
  for (const child of tree.children ?? []) yield* nodes(child)
}

const textOf = node =>
  node.value ?? node.alt ?? (node.children ?? []).map(textOf).join('')

// Headings get their ids while the page is still Markdown; nothing else gets one.
const anchors = () => tree => {
  const taken = new Set()
  for (const node of nodes(tree)) {
    if (node.type !== 'heading') continue
    const slug = slugify(textOf(node), { lower: true })
    let id = slug
    for (let n = 1; taken.has(id); n++) id = `${slug}-${n}`
    taken.add(id)
    node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } }
  }
}

const withoutModules = () => tree => {
  for (const node of nodes(tree))
    node.children = node.children?.filter(child => !['import', 'export'].includes(child.type))
}

const inline = new Set(['a', 'code', 'del', 'em', 'inlineCode', 'strong', 'span', 'sup', 'sub'])

// The text as it is read: what stands in different blocks stands apart.
const shown = node => {
  if (node.type === 'text') return node.value
  if (node.tagName === 'br') return ' '
  const inner = (node.children ?? []).map(shown).join('')
  return inline.has(node.tagName) ? inner : ` ${inner} `
}

function read(text) {
  const page = { ids: [], links: [], images: [], dropped: [] }
  const before = () => tree => {
    for (const node of nodes(tree)) if (node.type === 'jsx') page.dropped.push(node.value)
  }
  const after = () => tree => {
    for (const { tagName, properties } of nodes(tree)) {
      if (properties?.id) page.ids.push(properties.id.replace(/^user-content-/, ''))
      if (tagName === 'a') page.links.push(properties.href ?? null)
      if (tagName === 'img') page.images.push(properties.src ?? null)
    }
    page.text = shown(tree).split(/\s+/).filter(Boolean).join(' ')
  }
  const { paragraphCustomAlerts, typography } = remarkPlugins
  try {
    mdx.sync(text, {
      remarkPlugins: [anchors, paragraphCustomAlerts, typography, withoutModules],
      rehypePlugins: [before, [rehypeSanitize, schema], after],
      skipExport: true,
    })
  } catch (error) {
    return { refused: String(error.message).split('\n')[0] }
  }
  return page
}

let input = ''
for await (const chunk of process.stdin) input += chunk
process.stdout.write(JSON.stringify(JSON.parse(input).map(read)))
