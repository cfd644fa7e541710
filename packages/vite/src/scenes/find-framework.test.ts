import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../server/src/testing/temporary-folder.ts'
import { findFramework, installedFrameworks } from './find-framework.ts'

const ALL = ['preact', 'react', 'vue'] as const

it.each([
  ['a.scene.vue', '', ALL, 'vue'],
  ['a.scene.tsx', "import { useState } from 'react'", ALL, 'react'],
  ['a.scene.tsx', "import { useFlag } from '@halyard/react'", ALL, 'react'],
  ['a.scene.tsx', 'import { useState } from "preact/hooks"', ALL, 'preact'],
  ['a.scene.tsx', '/** @jsxImportSource preact */', ALL, 'preact'],
  ['a.scene.ts', "import { h } from 'vue'", ALL, 'vue'],
  ['a.scene.tsx', "import { useState } from 'react'", ['preact'], 'preact'],
  ['a.scene.tsx', "import './reactor.ts'", ['vue'], 'vue'],
  ['a.scene.tsx', 'nothing that tells', [], 'react'],
] as const)('draws %s that says %j, among %j, with %s', (file, source, installed, framework) => {
  expect(findFramework(file, source, installed)).toBe(framework)
})

it('looks for dependencies in the nearest package', async () => {
  const folder = await temporaryFolder()
  const application = join(folder, 'packages/shop/src')
  await mkdir(application, { recursive: true })
  const save = (path: string, dependencies: object) =>
    writeFile(join(folder, path), JSON.stringify(dependencies))
  await save('package.json', { dependencies: { react: '*' } })
  expect(installedFrameworks(application)).toEqual(['react'])
  await save('packages/shop/package.json', {
    devDependencies: { vue: '*' },
    peerDependencies: { preact: '*' },
  })
  expect(installedFrameworks(application)).toEqual(['preact', 'vue'])
})
