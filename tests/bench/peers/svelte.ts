import './core/style.css';
import { mount } from 'svelte';
import Page from './svelte/Page.svelte';

mount(Page, { target: document.getElementById('bw')! });
