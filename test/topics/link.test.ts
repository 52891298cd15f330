import { expect, test } from '@jest/globals';
import { isLink } from '../../src/topics/link.js';

test.each([
  'https://guides.example.com',
  'http://guides.example.com:8080/titles?page=2#isbn',
  'https://guides.example.com/#AppendixA:ResponseCodes',
  'https://bücher.example.com/',
  'https://wiki.internal/titles',
])('%s is a link that Spectral takes', (text) => {
  expect(isLink(text)).toBe(true);
});

test.each([
  '',
  'titles',
  '/titles',
  'http://localhost/titles',
  'https://wiki/titles',
  'https://10.0.0.1/titles',
  'https://guides.example.com#isbn',
  'https://guides.example.com/a b',
  'https://guides-.example.com/',
  'ftp://guides.example.com/',
  'javascript:alert(1)',
  'https://guides.example.com/\njavascript:alert(1)',
])('%j is none', (text) => {
  expect(isLink(text)).toBe(false);
});
